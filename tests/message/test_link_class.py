import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.domains import Domains
from app.message.link_class import (
    LinkClass,
    SocialKind,
    classify,
    is_catalogue_image,
    is_click_tracker,
    is_opt_out,
    is_redirector,
    is_relay_host,
    matches_necessary,
    redirect_target,
    social_kind,
    tracking_parameters,
)
from app.message.lookalike import Lookalike, amazon_lookalike
from app.message.url import Url, parse_url
from app.policy.domains import load_domains
from app.policy.marketplaces import load_marketplaces

DOMAINS = load_domains()
STORES = tuple(store.domain for store in load_marketplaces().all)
ASIN = "B0C4FJ71QD"
ORDER = "113-1234567-1234567"

STORE_PATHS = [
    (f"/dp/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/Lamp-warm-white/dp/{ASIN}/ref=sr_1_3?qid=17&sr=8-3", LinkClass.AMAZON_PRODUCT),
    (f"/-/en/dp/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/-/en_GB//gp/product/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/gp/product/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/product/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/gp/offer-listing/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/gp/aw/d/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/exec/obidos/ASIN/{ASIN}", LinkClass.AMAZON_PRODUCT),
    (f"/{ASIN}", LinkClass.AMAZON_PRODUCT),
    ("/3161484100", LinkClass.AMAZON_PRODUCT),
    (f"/d%70/{ASIN}", LinkClass.AMAZON_PRODUCT),
    ("/s?k=lamp", LinkClass.AMAZON_SEARCH),
    ("/s/ref=nb_sb_noss?field-keywords=lamp", LinkClass.AMAZON_SEARCH),
    ("/gp/goldbox", LinkClass.AMAZON_SEARCH),
    ("/deal/1a2b", LinkClass.AMAZON_SEARCH),
    ("/gp/lightning-deals", LinkClass.AMAZON_SEARCH),
    ("/Lamps/b?node=12", LinkClass.AMAZON_SEARCH),
    ("/s?me=A1EXAMPLE", LinkClass.AMAZON_STOREFRONT),
    ("/s?k=lamp&me=A1EXAMPLE", LinkClass.AMAZON_STOREFRONT),
    ("/sp?seller=A1EXAMPLE", LinkClass.AMAZON_STOREFRONT),
    ("/gp/aag/main?seller=A1EXAMPLE", LinkClass.AMAZON_STOREFRONT),
    ("/store/Larch", LinkClass.AMAZON_STOREFRONT),
    ("/stores/Larch/page/7C1F", LinkClass.AMAZON_STOREFRONT),
    ("/shops/A1EXAMPLE", LinkClass.AMAZON_STOREFRONT),
    (f"/review/create-review?asin={ASIN}", LinkClass.AMAZON_WRITE_REVIEW),
    (f"/-/de/review/create-review?asin={ASIN}", LinkClass.AMAZON_WRITE_REVIEW),
    ("/review/review-your-purchases", LinkClass.AMAZON_WRITE_REVIEW),
    (
        f"/gp/customer-reviews/review-your-purchases?asins={ASIN}",
        LinkClass.AMAZON_WRITE_REVIEW,
    ),
    (
        f"/gp/customer-reviews/review-your-purchases?asins={ASIN}%3A5",
        LinkClass.AMAZON_PRESET_RATING,
    ),
    (
        f"/gp/customer-reviews/review-your-purchases?asins={ASIN}%253A5",
        LinkClass.AMAZON_PRESET_RATING,
    ),
    (f"/review/create-review?asin={ASIN}&rating=5", LinkClass.AMAZON_PRESET_RATING),
    (f"/hz/feedback?orderID={ORDER}&stars=5", LinkClass.AMAZON_PRESET_RATING),
    ("/gp/feedback/email-excellent-fb.html?rating=5", LinkClass.AMAZON_PRESET_RATING),
    (
        "/gp/feedback/leave-consolidated-feedback.html?mode=submitted",
        LinkClass.AMAZON_CHANGE_REVIEW,
    ),
    ("/review/edit-review?id=R1", LinkClass.AMAZON_CHANGE_REVIEW),
    (f"/product-reviews/{ASIN}", LinkClass.AMAZON_READ_REVIEWS),
    (f"/Lamp/product-reviews/{ASIN}?filterByStar=five_star", LinkClass.AMAZON_READ_REVIEWS),
    ("/gp/customer-reviews/R1EXAMPLE", LinkClass.AMAZON_READ_REVIEWS),
    (f"/hz/feedback?orderID={ORDER}", LinkClass.AMAZON_FEEDBACK),
    (f"/hz/feedback?order={ORDER}", LinkClass.AMAZON_FEEDBACK),
    ("/gp/feedback/leave-customer-feedback.html", LinkClass.AMAZON_FEEDBACK),
    ("/gp/feedback/leave-consolidated-feedback.html", LinkClass.AMAZON_FEEDBACK),
    (f"/gp/css/summary/edit.html?orderID={ORDER}", LinkClass.AMAZON_ORDER),
    ("/gp/css/order-history", LinkClass.AMAZON_ORDER),
    ("/your-orders/", LinkClass.AMAZON_ORDER),
    ("/progress-tracker/package?itemId=1", LinkClass.AMAZON_ORDER),
    ("/gp/orc/returns/homepage.html", LinkClass.AMAZON_RETURNS),
    ("/returns/label", LinkClass.AMAZON_RETURNS),
    ("/returns/order", LinkClass.AMAZON_RETURNS),
    ("/ss/help/contact/?sellerID=A1", LinkClass.AMAZON_CONTACT),
    ("/gp/help/contact-seller/contact-seller.html", LinkClass.AMAZON_CONTACT),
    ("/gp/help/customer/contact-us", LinkClass.AMAZON_CONTACT),
    ("/gp/redirect.html?location=https://evil.example", LinkClass.AMAZON_REDIRECTOR),
    ("/gp/r.html?U=https://evil.example", LinkClass.AMAZON_REDIRECTOR),
    ("/exec/obidos/redirect?path=x", LinkClass.AMAZON_REDIRECTOR),
    ("/", LinkClass.AMAZON_OTHER),
    ("/gp/help/customer/display.html?nodeId=1", LinkClass.AMAZON_OTHER),
    ("/stationery", LinkClass.AMAZON_OTHER),
    ("/dphone", LinkClass.AMAZON_OTHER),
    ("/gp/css/homepage.html", LinkClass.AMAZON_OTHER),
]


def url(raw: str) -> Url:
    parsed = parse_url(raw)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize(("path", "expected"), STORE_PATHS)
def test_every_store_writes_its_urls_alike(store: str, path: str, expected: LinkClass) -> None:
    assert classify(url(f"https://www.{store}{path}"), DOMAINS) is expected


@pytest.mark.parametrize("host", ["amazon.de", "smile.amazon.de", "m.amazon.de", "WWW.AMAZON.DE."])
def test_every_host_of_a_store_is_the_store(host: str) -> None:
    assert classify(url(f"https://{host}/dp/{ASIN}"), DOMAINS) is LinkClass.AMAZON_PRODUCT


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://amzn.to/3abcdef", LinkClass.AMAZON_SHORT),
        ("https://a.co/d/abc", LinkClass.AMAZON_SHORT),
        ("https://amzn.eu/d/abc", LinkClass.AMAZON_SHORT),
        ("https://amzn.asia/d/abc", LinkClass.AMAZON_SHORT),
        ("https://m.media-amazon.com/images/I/71.jpg", LinkClass.AMAZON_IMAGE),
        ("https://images-na.ssl-images-amazon.com/images/S/x.png", LinkClass.AMAZON_IMAGE),
        ("https://sellercentral.amazon.de/gp/product/x", LinkClass.AMAZON_OTHER),
        ("https://sellercentral-europe.amazon.com/s", LinkClass.AMAZON_OTHER),
        ("https://pay.amazon.com/dp/x", LinkClass.AMAZON_OTHER),
        ("https://bucket.s3.amazonaws.com/x", LinkClass.EXTERNAL),
        ("https://amazon.de.evil.example/dp/x", LinkClass.EXTERNAL),
        ("https://notamazon.de/dp/x", LinkClass.EXTERNAL),
        ("https://amazon.de@evil.example/dp/x", LinkClass.EXTERNAL),
        ("https://shop.example/", LinkClass.EXTERNAL),
        ("//shop.example/", LinkClass.EXTERNAL),
        ("www.shop.example", LinkClass.EXTERNAL),
        ("https://bit.ly/3x", LinkClass.SHORTENER),
        ("bit.ly/3x", LinkClass.SHORTENER),
        ("https://www.tinyurl.com/x", LinkClass.SHORTENER),
        ("https://rabbit.ly/x", LinkClass.EXTERNAL),
        ("https://wa.me/49", LinkClass.SOCIAL),
        ("https://api.whatsapp.com/send?phone=49", LinkClass.SOCIAL),
        ("https://www.instagram.com/x", LinkClass.SOCIAL),
        ("https://youtu.be/x", LinkClass.SOCIAL),
        ("https://line.me/ti/p/x", LinkClass.SOCIAL),
        ("whatsapp://send?phone=49", LinkClass.SOCIAL),
        ("tg://resolve?domain=x", LinkClass.SOCIAL),
        ("mailto:help@shop.example", LinkClass.MAILTO),
        ("MAILTO:help@shop.example", LinkClass.MAILTO),
        ("tel:+49301234", LinkClass.TEL),
        ("sms:+49301234", LinkClass.TEL),
        ("javascript:alert(1)", LinkClass.SCRIPT),
        ("JavaScript:alert(1)", LinkClass.SCRIPT),
        ("java\nscript:alert(1)", LinkClass.SCRIPT),
        ("vbscript:x", LinkClass.SCRIPT),
        ("data:text/html,x", LinkClass.SCRIPT),
        ("#top", LinkClass.FRAGMENT),
        ("/page", LinkClass.RELATIVE),
        ("page.html", LinkClass.RELATIVE),
        ("ftp://shop.example/x", LinkClass.OTHER_SCHEME),
        ("cid:logo", LinkClass.OTHER_SCHEME),
    ],
)
def test_a_target_has_one_class(raw: str, expected: LinkClass) -> None:
    assert classify(url(raw), DOMAINS) is expected


def test_what_no_browser_follows_is_invalid() -> None:
    assert classify(parse_url("https://exa mple.com"), DOMAINS) is LinkClass.INVALID


def test_amazons_classes_say_so() -> None:
    assert LinkClass.AMAZON_SHORT.is_amazon
    assert not LinkClass.EXTERNAL.is_amazon


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://www.facebook.com/x", SocialKind.NETWORK),
        ("https://t.me/x", SocialKind.CHAT),
        ("viber://chat?number=x", SocialKind.CHAT),
        ("https://linktr.ee/x", SocialKind.LINK_PAGE),
        ("https://www.rebatekey.com/x", SocialKind.REVIEW_CLUB),
        ("https://name.myshopify.com/", SocialKind.SHOP),
        ("https://shop.example/", None),
        ("mailto:a@facebook.com", None),
    ],
)
def test_meeting_places_are_known_by_kind(raw: str, expected: SocialKind | None) -> None:
    assert social_kind(url(raw), DOMAINS) is expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://m.media-amazon.com/images/I/71.jpg", True),
        ("https://images-na.ssl-images-amazon.com/images/I/71._SL500_.jpg", True),
        ("https://ecx.images-amazon.com/images/P/B0.jpg", True),
        ("https://m.media-amazon.com/images/S/logo.png", False),
        ("https://shop.example/images/I/71.jpg", False),
    ],
)
def test_catalogue_pictures_stand_below_their_path(raw: str, *, expected: bool) -> None:
    assert is_catalogue_image(url(raw), DOMAINS) is expected


@pytest.mark.parametrize("store", STORES)
def test_every_store_has_its_relay(store: str) -> None:
    assert is_relay_host(f"marketplace.{store}".upper(), DOMAINS)
    assert not is_relay_host(store, DOMAINS)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://shop.example/?utm_source=a&x=1&UTM_Medium=b", ("utm_source", "UTM_Medium")),
        ("https://shop.example/?gclid=1&fbclid=2&mc_eid=3", ("gclid", "fbclid", "mc_eid")),
        ("https://shop.example/#utm_source=a", ("utm_source",)),
        ("https://www.amazon.de/dp/B0?tag=shop-21", ("tag",)),
        ("https://amzn.to/x?tag=shop-21", ("tag",)),
        ("https://www.amazon.de/dp/B0/ref=sr_1?ref_=a&ref=b&psc=1&pd_rd_r=c&pf_rd_p=d", ()),
        ("https://www.amazon.de/progress-tracker/package?trackingId=1&orderId=2", ()),
        ("https://shop.example/?tag=lamps", ()),
        ("https://shop.example/?id=7&lang=de", ()),
        ("https://shop.example/", ()),
        ("https://shop.example/#part=2", ()),
        ("mailto:a@shop.example?subject=utm_source", ()),
    ],
)
def test_tracking_parameters_are_named(raw: str, expected: tuple[str, ...]) -> None:
    assert tracking_parameters(url(raw), DOMAINS) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://u1.ct.sendgrid.net/ls/click", True),
        ("https://shop.us1.list-manage.com/track/click", True),
        ("https://click.news.shop.example/x", True),
        ("https://trk.shop.example/x", True),
        ("https://click.de/x", False),
        ("https://track.carrier.example/x", False),
        ("https://tracking.carrier.example/x", False),
        ("https://www.shop.example/click", False),
    ],
)
def test_hosts_that_count_clicks_are_known(raw: str, *, expected: bool) -> None:
    assert is_click_tracker(url(raw), DOMAINS) is expected


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        ("https://www.google.com/url?q=https://evil.example&sa=D", "https://evil.example"),
        ("https://google.co.uk/url?url=https%3A%2F%2Fevil.example", "https://evil.example"),
        ("https://l.facebook.com/l.php?u=https://evil.example", "https://evil.example"),
        ("https://www.youtube.com/redirect?q=https://evil.example", "https://evil.example"),
        (
            "https://www.amazon.com/gp/redirect.html?location=https://evil.example",
            "https://evil.example",
        ),
        ("https://out.reddit.com/t3?url=//evil.example", "//evil.example"),
    ],
)
def test_redirectors_lead_on(raw: str, target: str) -> None:
    assert is_redirector(url(raw), DOMAINS)
    assert redirect_target(url(raw), DOMAINS) == target


@pytest.mark.parametrize(
    "raw",
    [
        "https://www.google.com/maps?q=Berlin",
        "https://www.google.com/urlaub?q=https://evil.example",
        "https://www.youtube.com/watch?v=x",
        "https://shop.example/?url=https://evil.example",
        "https://www.amazon.com/dp/B0?url=https://evil.example",
        "javascript:location='https://www.google.com/url?q=x'",
    ],
)
def test_other_addresses_lead_nowhere_else(raw: str) -> None:
    assert not is_redirector(url(raw), DOMAINS)
    assert redirect_target(url(raw), DOMAINS) is None


def test_a_redirector_may_name_no_target() -> None:
    assert redirect_target(url("https://www.google.com/url?sa=D"), DOMAINS) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("https://mail.shop.example/unsubscribe?c=7710", "here"),
        ("https://mail.shop.example/u/afmelden?t=88a1", ""),
        ("https://shop.example/list?action=opt-out", ""),
        ("https://shop.example/newsletter/d%C3%A9sabonner", ""),
        ("https://unsubscribe.shop.example/x", ""),
        ("https://e.shop.example/sair?c=8821", "aqui"),
        ("https://news.shop.example/leave?id=771", ""),
        ("https://shop.example/x", "Unsubscribe"),
        ("https://shop.example/x", "OPT OUT of these messages"),
        ("https://shop.example/x", "Vom Newsletter abmelden"),
        ("https://shop.example/x", "Se désabonner"),
        ("https://shop.example/x", "Ne plus recevoir nos messages"),
        ("https://shop.example/x", "Annulla l’iscrizione"),
        ("https://shop.example/x", "Darse de baja"),
        ("https://shop.example/x", "Uitschrijven"),
        ("https://shop.example/x", "Wypisz się"),
        ("https://shop.example/x", "Avregistrera dig"),
        ("https://shop.example/x", "Não quero mais receber"),
        ("https://shop.example/x", "Listeden çık"),
        ("https://shop.example/x", "配信停止はこちら"),
        ("https://shop.example/x", "退订"),
        ("https://shop.example/x", "إلغاء الاشتراك"),
        (None, "unsubscribe"),
    ],
)
def test_links_that_leave_a_list_are_known(raw: str | None, text: str) -> None:
    assert is_opt_out(None if raw is None else url(raw), text, DOMAINS)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("https://booking.shop.example/cancel?id=77", "Cancel the appointment"),
        ("https://www.amazon.de/your-orders/", "Bestellung ansehen"),
        ("https://shop.example/leave-a-review", "Leave a review"),
        ("https://shop.example/checkout", "Pay"),
        ("https://shop.example/stop", "Bus stop"),
        ("mailto:unsubscribe@shop.example", "write"),
        ("https://shop.example/x", ""),
    ],
)
def test_other_links_leave_no_list(raw: str, text: str) -> None:
    assert not is_opt_out(url(raw), text, DOMAINS)


@pytest.mark.parametrize(
    ("raw", "declared", "expected"),
    [
        ("https://book.example/", "https://book.example/", True),
        ("https://book.example/a/b?x=1#y", "https://book.example/a", True),
        ("https://book.example/a", "https://book.example/a/", True),
        ("https://BOOK.example:443/a", "https://book.example/a", True),
        ("https://book.example/ab", "https://book.example/a", False),
        ("https://book.example/a/../b", "https://book.example/a", False),
        ("https://book.example:8443/a", "https://book.example/a", False),
        ("https://www.book.example/a", "https://book.example/a", False),
        ("https://book.example.evil.example/a", "https://book.example/a", False),
        ("https://book.example@evil.example/a", "https://book.example/a", False),
        ("http://book.example/a", "https://book.example/a", False),
        ("http://book.example/a", "http://book.example/a", False),
    ],
)
def test_necessary_links_match_by_origin_and_path(
    raw: str, declared: str, *, expected: bool
) -> None:
    others = (url("https://other.example/"), url(declared))
    assert matches_necessary(url(raw), others) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("amazon.com.evil.example", Lookalike.SUBDOMAIN),
        ("www.amazon.de.secure-shop.example", Lookalike.SUBDOMAIN),
        ("www.аmazon.co.uk-reviews.net", Lookalike.SUBDOMAIN),
        ("amazon.myshop.example", Lookalike.SUBDOMAIN),
        ("amazon.com@evil.example", Lookalike.USERINFO),
        ("www.amazon.de:x@evil.example", Lookalike.USERINFO),
        ("аmazon.com", Lookalike.HOMOGRAPH),
        ("amаzоn.de", Lookalike.HOMOGRAPH),
        ("xn--amazn-mye.com", Lookalike.HOMOGRAPH),
        ("amazón.es", Lookalike.HOMOGRAPH),
        ("amaz0n.com", Lookalike.HOMOGRAPH),
        ("arnazon.com", Lookalike.HOMOGRAPH),
        ("amaz0n-support.com", Lookalike.HOMOGRAPH),
        ("amzon.de", Lookalike.MISSPELLING),
        ("amazom.com", Lookalike.MISSPELLING),
        ("ammazon-shop.com", Lookalike.MISSPELLING),
        ("amazon-support.de", Lookalike.NAME),
        ("my-amazon.net", Lookalike.NAME),
        ("amazon.shop", Lookalike.NAME),
        ("amazon24.de", Lookalike.NAME),
        ("amazonhelp.net", Lookalike.NAME),
        ("amazonsellersupport.com", Lookalike.NAME),
        ("myamazon.de", Lookalike.NAME),
        ("amzn-refund.com", Lookalike.NAME),
        ("reviews-amazon.help", Lookalike.NAME),
    ],
)
def test_hosts_that_pretend_to_be_amazons(host: str, expected: Lookalike) -> None:
    assert amazon_lookalike(url(f"https://{host}/"), DOMAINS) is expected


@pytest.mark.parametrize(
    "host",
    [
        *STORES,
        "smile.amazon.com",
        "pay.amazon.com",
        "user@www.amazon.com",
        "m.media-amazon.com",
        "amzn.to",
        "a.co",
        "bucket.s3.amazonaws.com",
        "www.aboutamazon.de",
        "amazon.science",
        "amazonia.org",
        "amazônia.org.br",
        "amazonas-reisen.de",
        "amazone.de",
        "amazonen-shop.de",
        "the-amazons.org",
        "amazonrainforest.org",
        "amazon-rainforest.org",
        "amazon-river-cruises.com",
        "amazonwatch.org",
        "amazonriver.com",
        "mazon.de",
        "amazing-shop.de",
        "glamazon.example",
        "shop.example",
        "192.168.0.1",
    ],
)
def test_honest_neighbours_pretend_nothing(host: str) -> None:
    assert amazon_lookalike(url(f"https://{host}/"), DOMAINS) is None


def test_only_web_addresses_pretend() -> None:
    assert amazon_lookalike(url("mailto:help@amazon-support.de"), DOMAINS) is None


_TARGETS = st.text() | st.from_regex(
    r"(https?:)?//([a-z0-9\u0430-]{1,12}\.){1,4}[a-z]{2,6}(/[\w%.~-]*){0,4}(\?[\w=&%:]*)?(#[\w=]*)?"
)


@given(_TARGETS, st.text())
def test_any_target_can_be_judged(raw: str, text: str) -> None:
    target = parse_url(raw)
    assert classify(target, DOMAINS) in LinkClass
    assert isinstance(is_opt_out(target, text, DOMAINS), bool)
    if target is not None:
        judge_all(target, DOMAINS)


def judge_all(target: Url, domains: Domains) -> None:
    names = {name for name, _ in target.query_pairs}
    if not target.fragment:
        assert names.issuperset(tracking_parameters(target, domains))
    assert (redirect_target(target, domains) is None) or is_redirector(target, domains)
    assert is_click_tracker(target, domains) in {True, False}
    is_amazon = classify(target, domains).is_amazon
    assert not (is_amazon and amazon_lookalike(target, domains))
    assert matches_necessary(target, (target,)) is (target.scheme == "https")
    assert is_catalogue_image(target, domains) <= is_amazon
    assert social_kind(target, domains) is None or not is_amazon
