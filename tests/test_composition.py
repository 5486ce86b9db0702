"""The composition root hands the numbers of the policy to what needs them."""

from app.api.service import Service


def test_styles_are_judged_by_the_numbers_of_the_policy(service: Service) -> None:
    style, used = service.engine.book.limits.style, service.parsing.styles
    assert used.default_width_px == style.default_width_px
    assert used.hidden_font_px == style.hidden_font_px
    assert used.hidden_contrast == style.hidden_contrast
