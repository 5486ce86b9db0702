"""The rule set as a whole: the published ids, their severities and dates."""

from app.policy.book import load_book
from app.rules.discovery import discover

PUBLISHED = ["style-emoji", "style-gif", "style-wide-margin", "style-wide-image", "style-line-height-override", "style-font-family-override", "style-font-color-override", "style-too-many-font-sizes", "style-text-alignment-override", "style-repeated-line-breaks", "style-insecure-image", "style-excessive-styling", "markup-active-content", "markup-hidden-text", "markup-html-not-accepted", "markup-malformed", "accessibility-missing-alt-text", "accessibility-low-contrast", "accessibility-unnamed-link", "accessibility-table-structure", "accessibility-heading-structure", "accessibility-language", "accessibility-flashing-content", "link-external", "link-product-page", "link-storefront", "link-logo", "link-tracking", "link-opt-out", "link-insecure", "link-shortened", "link-deceptive", "link-preset-rating", "image-tracking-pixel", "image-purchased-product", "image-unrelated", "contact-email-address", "contact-phone-number", "contact-messaging-handle", "review-positive-request", "review-conditional-request", "review-incentive", "review-change-request", "review-diversion", "review-repeat-request", "review-writing-instructions", "review-third-party", "marketing-promotion", "marketing-coupon", "purpose-thank-you-only", "purpose-order-confirmation", "purpose-shipping-confirmation", "purpose-cancellation-request", "purpose-contact-reason-mismatch", "purpose-important-subject", "purpose-opt-out-request", "purpose-unnecessary", "text-missing-order-id", "text-wrong-order-id", "text-wrong-language", "text-spelling", "text-grammar", "text-offensive", "text-unresolved-placeholder", "text-obfuscation", "text-sensitive-data", "text-too-long", "attachment-purpose", "attachment-type", "attachment-too-large", "attachment-too-many", "attachment-content-mismatch", "attachment-active-content", "attachment-unreadable", "attachment-not-accepted", "timing-window-closed", "timing-review-window", "timing-inconsistent-dates", "eligibility-no-relationship", "eligibility-buyer-opted-out", "eligibility-account-restricted", "eligibility-order-cancelled", "eligibility-critical-misuse", "eligibility-channel", "eligibility-message-type-unavailable", "eligibility-marketplace-unsupported", "eligibility-daily-cap"]


def test_every_published_id_has_its_rule() -> None:
    assert {rule.id for rule in discover()} == set(PUBLISHED)


def test_editions_date_only_rules_that_exist() -> None:
    assert set(load_book().rule_dates) <= set(PUBLISHED)
