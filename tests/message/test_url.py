import can_ada
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.message.url import (
    MAX_QUERY_PAIRS,
    Url,
    has_public_suffix,
    is_below,
    parse_url,
    query_pairs,
    registrable_domain,
)


def parsed(raw: str) -> Url:
    url = parse_url(raw)
    assert url is not None
    return url


@pytest.mark.parametrize(
    ("raw", "scheme", "host"),
    [
        ("https://shop.example/a", "https", "shop.example"),
        ("HTTPS://SHOP.EXAMPLE", "https", "shop.example"),
        ("http:\\\\evil.com", "http", "evil.com"),
        ("http:/\\evil.com\\x", "http", "evil.com"),
        ("https:evil.com", "https", "evil.com"),
        ("https:///evil.com", "https", "evil.com"),
        ("  https://evil.com \n", "https", "evil.com"),
        ("ht\ntps://ev\til.com", "https", "evil.com"),
        ("\x01https://evil.com", "https", "evil.com"),
        ("https://amazon.com@evil.com/", "https", "evil.com"),
        ("https://amazon.com%2Fdp@evil.com/", "https", "evil.com"),
        ("https://amazon.com\\@evil.com/", "https", "amazon.com"),
        ("https://evil.com?@amazon.com", "https", "evil.com"),
        ("https://evil.com#@amazon.com", "https", "evil.com"),
        ("http://0x7f.1/", "http", "127.0.0.1"),
        ("http://2130706433/", "http", "127.0.0.1"),
        ("http://0300.0250.1/", "http", "192.168.0.1"),
        ("http://[::1]/", "http", "[::1]"),
        ("https://ｅｖｉｌ．ｃｏｍ/", "https", "evil.com"),
        ("https://evil。com/", "https", "evil.com"),
        ("https://ev\u00adil.com/", "https", "evil.com"),
        ("https://ev%69l.com/", "https", "evil.com"),
        ("https://evil.com./", "https", "evil.com"),
        ("https://bücher.example/", "https", "xn--bcher-kva.example"),
        ("//evil.com/x", "https", "evil.com"),
        ("/\\evil.com", "https", "evil.com"),
        ("\\\\evil.com", "https", "evil.com"),
        ("www.shop.example/x", "http", "www.shop.example"),
        ("bit.ly/abc", "http", "bit.ly"),
        ("bit.ly:443/abc", "http", "bit.ly"),
        ("shop.co.uk?a=b", "http", "shop.co.uk"),
        ("mailto:help@shop.example", "mailto", ""),
        ("java\tscript:alert(1)", "javascript", ""),
        ("tel:+49301234", "tel", ""),
    ],
)
def test_a_target_leads_where_a_browser_goes(raw: str, scheme: str, host: str) -> None:
    url = parsed(raw)
    assert (url.scheme, url.host) == (scheme, host)


@pytest.mark.parametrize(
    "raw", ["#top", "", "?a=b", "/path", "page.html", "about", ":x", "a/b.c/d"]
)
def test_a_reference_without_host_stays_one(raw: str) -> None:
    url = parsed(raw)
    assert (url.scheme, url.host, url.registrable_domain) == ("", "", "")


@pytest.mark.parametrize(
    "raw",
    [
        "https://",
        "https:",
        "https://exa mple.com",
        "https://shop.example:99999/",
        "https://xn--a/",
        "https://[::1",
        "https://shop.example/\ud800",
        "https://" + "a." * 200 + "example",
    ],
)
def test_no_browser_follows_a_broken_target(raw: str) -> None:
    assert parse_url(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("//evil.com", True), ("/\\evil.com", True), ("https://evil.com", False), ("/a//b", False)],
)
def test_protocol_relative_targets_say_so(raw: str, *, expected: bool) -> None:
    assert parsed(raw).is_protocol_relative is expected


def test_a_url_is_taken_apart() -> None:
    url = parsed("https://user:secret@Shop.example:8443/a/../b%20c?x=1&y=%C3%BC+z&x=2#part")
    assert url.href == "https://user:secret@shop.example:8443/b%20c?x=1&y=%C3%BC+z&x=2#part"
    assert (url.port, url.path, url.fragment) == ("8443", "/b%20c", "part")
    assert (url.username, url.has_credentials) == ("user", True)
    assert url.query_pairs == (("x", "1"), ("y", "ü z"), ("x", "2"))
    assert url.origin == ("https", "shop.example", "8443")


def test_the_default_port_is_no_port() -> None:
    assert parsed("https://shop.example:443/").origin == parsed("https://shop.example/").origin


def test_people_read_the_host_in_their_own_letters() -> None:
    assert parsed("https://xn--amazn-mye.com/").unicode_host == "amazоn.com"
    assert parsed("https://www.xn--bcher-kva.example/").unicode_host == "www.bücher.example"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.shop.co.uk", "shop.co.uk"),
        ("a.b.shop.com.br", "shop.com.br"),
        ("www.amazon.com.mx", "amazon.com.mx"),
        ("name.github.io", "name.github.io"),
        ("a.name.github.io", "name.github.io"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("192.168.0.1", "192.168.0.1"),
        ("[::1]", "[::1]"),
        ("a.b.shop.example", "shop.example"),
    ],
)
def test_the_registrable_domain_is_what_someone_rents(host: str, expected: str) -> None:
    assert registrable_domain(host) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("shop.de", True), ("shop.co.uk", True), ("co.uk", False), ("page.html", False), ("x", False)],
)
def test_a_public_suffix_needs_a_name_before_it(host: str, *, expected: bool) -> None:
    assert has_public_suffix(host) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("bit.ly", True), ("www.bit.ly", True), ("rabbit.ly", False), ("ly", False), ("", False)],
)
def test_a_domain_stands_for_the_hosts_below_it(host: str, *, expected: bool) -> None:
    assert is_below(host, {"bit.ly"}) is expected


def test_a_query_is_read_up_to_a_limit() -> None:
    assert query_pairs("a=1&&b&=c") == (("a", "1"), ("b", ""), ("", "c"))
    assert len(query_pairs("a=b&" * (MAX_QUERY_PAIRS + 9))) == MAX_QUERY_PAIRS


_RAW = (
    st.text()
    | st.from_regex(r"(https?|ftp|//|\\\\)?:?[/\\]{0,3}[\w.@:%\-]*[/?#]?.*")
    | st.text(alphabet=st.characters(categories=["Cs", "Cc", "L", "P"]))
)


@given(_RAW)
def test_any_text_can_be_parsed(raw: str) -> None:
    url = parse_url(raw)
    if url is not None and url.host:
        again = can_ada.parse(url.href)
        assert again.hostname.removesuffix(".") == url.host
        assert url.host.endswith(url.registrable_domain)
