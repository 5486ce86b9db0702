import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.severity import Confidence
from app.message.address_types import NO_ADDRESSES, Addresses, Place
from app.message.addresses import find_addresses, find_spelled_addresses
from app.message.phones import MAX_CANDIDATES
from app.message.web_addresses import MAX_SPANS
from app.policy.domains import load_domains
from app.policy.marketplaces import load_marketplaces
from app.text.fold import fold

DOMAINS = load_domains()
MARKETPLACES = load_marketplaces()
LANGUAGES = ("en", "de", "fr", "it", "es", "nl", "pl", "sv", "pt", "tr", "ja", "zh", "ar")
REGIONS = {language: MARKETPLACES.phone_regions(language, None, 8) for language in LANGUAGES}
COUNTRIES = sorted({(lang, country) for lang in LANGUAGES for country in REGIONS[lang]})


def plain(text: str, language: str = "en") -> Addresses:
    return find_addresses(text, REGIONS[language], DOMAINS)


def spelled(text: str, language: str = "en") -> Addresses:
    return find_spelled_addresses(fold(text).text, REGIONS[language], DOMAINS)


def web(found: Addresses) -> list[str]:
    return [address.value for address in (*found.urls, *found.bare_domains)]


def emails(found: Addresses) -> list[str]:
    return [address.value for address in found.emails]


def phones(found: Addresses) -> list[str]:
    return [phone.value for phone in found.phones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://shop.example/a?b=c.", ["https://shop.example/a?b=c"]),
        ("See HTTP://SHOP.EXAMPLE", ["HTTP://SHOP.EXAMPLE"]),
        ("(www.shop.de)", ["www.shop.de"]),
        ("visit shop.de!", ["shop.de"]),
        ("visit shop.co.uk/sale, please", ["shop.co.uk/sale"]),
        ("see oaklamp.co.uk for it", ["oaklamp.co.uk"]),
        ("oaklamp.co.jp をご覧ください", ["oaklamp.co.jp"]),
        ("at bit.ly/3xQ and t.me/abc", ["bit.ly/3xQ", "t.me/abc"]),
        ("schau auf drukwerknoord.nl. Liever", ["drukwerknoord.nl"]),
        ("crumbly-home.com/register", ["crumbly-home.com/register"]),
        ("MYSHOP.COM and WWW.SHOP.DE", ["MYSHOP.COM", "WWW.SHOP.DE"]),
        ("MyShop.com", ["MyShop.com"]),
        ("https:evil.com", ["evil.com"]),
        ("http:\\\\evil.com", ["evil.com"]),
        ("hxxps://evil.com", ["evil.com"]),
        ("//evil.com/x", ["evil.com/x"]),
        ("Website:shop.de", ["shop.de"]),
        ("请访问shop.cn谢谢", ["shop.cn"]),
        ("http://x.gd/7Kq2nからご覧ください", ["http://x.gd/7Kq2n"]),
        ("https://例え.jp/ です", ["https://例え.jp/"]),
        ("ｓｈｏｐ．de", ["ｓｈｏｐ.de"]),
        ("\u200eshop.de\u200e", ["shop.de"]),
        ("الموقع shop.comو", ["shop.com"]),
        ("visit petrelli.it for more", ["petrelli.it"]),
        ("my-shop.today is open", ["my-shop.today"]),
        ("amazon.de and amzn.to/x", ["amazon.de", "amzn.to/x"]),
        ("müller.de", ["müller.de"]),
    ],
)
def test_web_addresses_are_found(text: str, expected: list[str]) -> None:
    assert web(plain(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See README.md, manual.zip, invoice.pdf, photo.jpg and setup.exe.",
        "Node.js 20, Vue.js and ASP.NET Core",
        "e.g. this, i.e. that, z.B. so, u.a. dort, d.h. hier, p.m. or a.m.",
        "Dr.med Weber, Prof.Dr. Klein, St.Gallen, Nr.5, Co.KG",
        "Hello.How are you? Thanks.Please reply. Ok.In time",
        "thanks for your order.it will arrive soon",
        "we received it.is there more? it.so be it",
        "version 1.2.3 and v10.0.1, IP 192.168.0.1",
        "5.in wide, 12.am, 3.com",
        "U.S.A. and P.O.Box",
        "Obrigado.Com carinho",
        "shop.DE or Shop.De",
        "hello.world says hi",
        "10:30.Then we go",
        "Org.nr 556677-8899, Best.nr 12, Kd.nr. 4711",
        "Inv.no 12, Seri.no: 1234",
        "@drukwerk.noord",
        "photo@2x.png, 3 pcs @1.50",
        "12.03.2026 um 10.30 Uhr",
        "1.299,00 EUR",
    ],
)
def test_other_dots_are_no_web_addresses(text: str) -> None:
    assert web(plain(text)) == []
    assert emails(plain(text)) == []


def test_the_readers_own_suffix_is_no_mere_word() -> None:
    text = "il nostro negozio.it vi aspetta"
    assert web(plain(text, "it")) == ["negozio.it"]
    assert web(plain(text, "en")) == []


def test_a_suffix_that_is_a_word_makes_a_host_a_suspicion() -> None:
    (found,) = plain("Our page: brightlamps.today").bare_domains
    assert found.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to help@shop.example now.", ["help@shop.example"]),
        ("INFO@SHOP.DE", ["INFO@SHOP.DE"]),
        ("mailto:a.b+c@shop.co.uk?subject=x", ["a.b+c@shop.co.uk"]),
        ("E-Mail:info@shop.de", ["info@shop.de"]),
        ("メールはa@b.jpまで", ["a@b.jp"]),
        ("info＠lamp-ya．co．jp", ["info@lamp-ya.co.jp"]),
        ("jörg@müller.de", ["jörg@müller.de"]),
        ("x1@marketplace.amazon.de", ["x1@marketplace.amazon.de"]),
        ("brightlamps@gmail.", ["brightlamps@gmail"]),
    ],
)
def test_mailboxes_are_found(text: str, expected: list[str]) -> None:
    found = plain(text)
    assert emails(found) == expected
    assert [email.domain for email in found.emails] == [
        value.rpartition("@")[2].lower() for value in expected
    ]
    assert web(found) == []


CUES = {
    "en": "Call {} today",
    "de": "Tel. {} werktags",
    "fr": "Appelez le {} demain",
    "it": "Chiamate il {} domani",
    "es": "Llame al {} hoy",
    "nl": "Bel ons op {} vandaag",
    "pl": "Zadzwoń: {} jutro",
    "sv": "Ring oss på {} idag",
    "pt": "Ligue {} hoje",
    "tr": "Bizi arayın: {} bugün",
    "ja": "{}までお電話ください",
    "zh": "请拨打{}联系我们",
    "ar": "اتصل بنا على {} اليوم",
}


def example(country: str, kind: int) -> phonenumbers.PhoneNumber:
    number = phonenumbers.example_number_for_type(country, kind)
    assert number is not None
    return number


@pytest.mark.parametrize("kind", ["FIXED_LINE", "MOBILE"])
@pytest.mark.parametrize(("language", "country"), COUNTRIES)
def test_phones_are_found_as_each_country_writes_them(
    language: str, country: str, kind: str
) -> None:
    number = example(country, getattr(phonenumbers.PhoneNumberType, kind))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    worldwide = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    own = (country, *REGIONS[language])
    assert phones(plain(f"x {worldwide} y", language)) == [e164]
    assert phones(plain(CUES[language].format(worldwide), language)) == [e164]
    found = find_addresses(CUES[language].format(national), own, DOMAINS)
    assert phones(found) == [e164]
    assert found.phones[0].confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "(305) 555-0119", "+13055550119"),
        ("en", "305.555.0119", "+13055550119"),
        ("en", "(212)5550123", "+12125550123"),
        ("en", "1-800-555-0199", "+18005550199"),
        ("en", "020 7946 0958", "+442079460958"),
        ("en", "（３０５）５５５－０１１９", "+13055550119"),
        ("en", "0️⃣2️⃣0️⃣ 7️⃣9️⃣4️⃣6️⃣ 0️⃣9️⃣5️⃣8️⃣", "+442079460958"),
        ("en", "Tel: 555-0119", "5550119"),
        ("en", "call 3 0 5 5 5 5 0 1 1 9", "+13055550119"),
        ("en", "order 113-7622214-2459505 (305) 555-0119", "+13055550119"),
        ("en", "on 12.03.2026 (305) 555-0119", "+13055550119"),
        ("de", "0176 12345678", "+4917612345678"),
        ("de", "0151 555 23047", "+4915155523047"),
        ("de", "0151/55523047", "+4915155523047"),
        ("de", "Tel. 030-90 18 20", "+4930901820"),
        ("de", "089 123456-78", "+498912345678"),
        ("de", "0 1 7 6 - 1 2 3 4 5 6 7", "+491761234567"),
        ("de", "0049 30 901820", "+4930901820"),
        ("de", "+49 (0)176 123 456 78", "+4917612345678"),
        ("fr", "06.12.34.56.78", "+33612345678"),
        ("fr", "Appelez-nous au 01 23 45 67 89", "+33123456789"),
        ("fr", "+33 1 99 00 12 34", "+33199001234"),
        ("it", "chiamateci 333 1234567", "+393331234567"),
        ("it", "02 1234 5678", "+390212345678"),
        ("es", "Confirme en el 911 55 01 84.", "+34911550184"),
        ("nl", "06-12345678", "+31612345678"),
        ("pl", "22 123 45 67", "+48221234567"),
        ("sv", "070-174 06 33", "+46701740633"),
        ("pt", "11 95555-0143", "+5511955550143"),
        ("tr", "0532 123 45 67 numaralı telefondan", "+905321234567"),
        ("ja", "03(5555)0142", "+81355550142"),
        ("ja", "ヤマト運輸(0120-01-9625)でも", "+81120019625"),
        ("zh", "138 0013 8000", "+8613800138000"),
        ("zh", "电话13800138000", "+8613800138000"),
        ("ar", "للاستفسار: ٠٤ ٥٥٥ ٠١٧٢", "+97145550172"),
    ],
)
def test_phones_are_found_as_people_write_them(language: str, text: str, expected: str) -> None:
    assert phones(plain(text, language)) == [expected]


def test_two_phones_in_a_row_are_two() -> None:
    expected = ["+4917612345678", "+49309018201"]
    assert phones(plain("0176 12345678 / 030 9018201", "de")) == expected
    assert phones(plain("0176 12345678 030 9018201", "de")) == expected


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Tel. 015155523047", Confidence.HIGH),
        ("015155523047", Confidence.MEDIUM),
        ("0309018201", Confidence.LOW),
        ("+49 1", None),
        ("+12345678", Confidence.LOW),
        ("Rufen Sie an: 0999 123", Confidence.MEDIUM),
    ],
)
def test_confidence_follows_words_and_form(text: str, confidence: Confidence | None) -> None:
    found = [phone.confidence for phone in plain(text, "de").phones]
    assert found == ([confidence] if confidence else [])


INNOCENT = """
en|Order 113-7622214-2459505 has shipped.
en|Your order id D01-1234567-1234567.
en|Tracking number 1Z999AA10123456784
en|UPS 1Z 999 AA1 01 2345 6784
en|USPS 9400 1000 0000 0000 0000 00
en|Tracking: 9400111899223100001234
en|FedEx 7712 3456 7890
en|FedEx tracking 771234567890.
en|Royal Mail AB123456789GB
en|TBA123456789000 arrives today
en|Serial number 4155552671
en|S/N: 305-555-0119
en|Invoice 2024-0012345
en|Invoice no. 0034567890
en|UPC 012345678905
en|012345678905 is on the box
en|EAN 4006381333931
en|GTIN: 00012345678905
en|ISBN 978-3-16-148410-0
en|It costs 1,234,567.00 dollars
en|USD 1234567.00
en|on 12/03/2026 10:30
en|between 2020-2024 we sold
en|open 08.00-18.00
en|We are open 09.30 - 12.00 and 13.00 - 18.30.
en|zip code 94103-1234
en|the ZIP 10001-2345
en|size 36 37 38 39 40 41
en|they come in 36 37 38 39 40 41
en|sizes 1 2 3 4 5 6 7 8 9
en|1200 x 800 x 2000 mm
en|4111 1111 1111 1111
en|192.168.100.100
en|version 10.0.19045.3803
en|part no. 06A-905-115-D
en|model 720-1234-555
en|batch 20240312
en|MAC 00:1A:2B:3C:4D:5E
en|coordinates 51.5074, -0.1278
en|HS code 8517.62.00.00
en|RMA 4415552671
en|Sort code 04-00-04, account 12345678
en|PO Box 1234567
en|10 000 000 people
en|between 1500 and 2000 rpm, 12000 mAh
en|0.12345678 and 12.3456789
en|#3055550119
en|RE-2024-3055550119
en|ref_3055550119
en|https://www.amazon.com/dp/B000000000?ref=3055550119
en|3055550119@marketplace.amazon.com
en|lot L3055550119
en|Call DHL with tracking number 0123456789012
de|IBAN DE89 3704 0044 0532 0130 00
de|Sendungsnummer 00340434292135100186
de|DHL 00340434292135100186
de|Paketnummer 0123 4567 8901 23
de|GLS 0123 456 7890
de|Rechnung Nr. 0123456789
de|Ihre Kundennummer: 0176 123456
de|USt-IdNr. DE123456789
de|Steuernummer 012/345/67890
de|HRB 0123456
de|Artikelnummer 0301 234567
de|01.02.2024 - 15.02.2024
de|Der Betrag von 1.234.567,89 EUR
de|0,5 mm 1234567 Stück
de|Seriennummer lautet 0301234567
de|10115 Berlin, 80331 München
fr|Suivi Colissimo 6A01234567890
fr|SIRET 123 456 789 00012
fr|commande 405-1029384-7564738
fr|75008 Paris, 1 234 567 euros
fr|numéro de série 01 23 45 67 89
fr|IBAN FR76 3000 6000 0112 3456 7890 189
fr|Tailles 36 38 40 42 44
it|Partita IVA 01234567890
it|codice 0123456789
it|spedizione BRT 012345678901
es|pedido 404-7788990-0099887
es|número de seguimiento 912345678
es|factura 612345678
es|1.234.567 unidades
nl|KvK 12345678
nl|postcode 1012 AB, 1234567 stuks
nl|PostNL 3SABCD1234567
pl|NIP 123-456-78-90
pl|konto 61 1090 1014 0000 0712 1981 2874
pl|przesyłka 600123456789
pl|InPost 620123456789012345678901
sv|organisationsnummer 556677-8899
sv|Bankgiro 123-4567
sv|PostNord 00373500489530470000
sv|paketnummer 0701234567
pt|CEP 01310-100
pt|CNPJ 12.345.678/0001-95
pt|CPF 123.456.789-09
pt|rastreio AA123456789BR
pt|Nota fiscal 11955550143
tr|403-6712558-4635935 numaralı siparişiniz
tr|kargo takip no 0532 123 4567
tr|TC kimlik 12345678901
ja|注文番号 250-2490306-7139582
ja|〒150-0043 東京都
ja|ヤマト 1234-5678-9012
ja|伝票番号は1234-5678-9012です
ja|登録番号 T1234567890123
ja|2026年3月12日 10:00-12:00
ja|価格は1234567円
zh|订单 503-8839138-2637881
zh|快递单号 SF1234567890123
zh|单号13800138000
zh|税号 91310000123456789X
ar|رقم الطلب 407-4937880-7238159
ar|رقم التتبع 0501234567
ar|رقم التتبع ٠٥٠١٢٣٤٥٦٧
ar|IBAN SA03 8000 0000 6080 1016 7519
""".strip().splitlines()


@pytest.mark.parametrize("line", INNOCENT)
def test_other_numbers_are_no_phones(line: str) -> None:
    language, _, text = line.partition("|")
    assert phones(plain(text, language)) == []


@pytest.mark.parametrize("country", ["US", "GB", "DE", "FR", "ES", "IT", "JP", "BR"])
@pytest.mark.parametrize("cut", [2, 3, 4, 5])
def test_exact_groups_are_those_that_a_second_library_knows(country: str, cut: int) -> None:
    number = example(country, phonenumbers.PhoneNumberType.MOBILE)
    digits = phonenumbers.national_significant_number(number)
    written = f"+{number.country_code} {digits[:cut]} {digits[cut:]}"
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    regrouped = national.replace(" ", "").replace("-", "")
    for text in (written, national, regrouped):
        leniency = phonenumbers.Leniency.EXACT_GROUPING
        others = list(phonenumbers.PhoneNumberMatcher(text, country, leniency=leniency))
        found = find_addresses(f"Tel: {text}", (country,), DOMAINS)
        assert len(found.phones) == 1
        if others:
            assert found.phones[0].confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visit shop dot com for more", ["shop.com"]),
        ("visit us at shop dot com", ["shop.com"]),
        ("visit shop . com", ["shop.com"]),
        ("w w w . shop . com", ["www.shop.com"]),
        ("w w w . s h o p . c o m", ["www.shop.com"]),
        ("www dot shop dot co dot uk", ["www.shop.co.uk"]),
        ("shop(dot)com, shop [.] com", ["shop.com", "shop.com"]),
        ("shop-dot-com shop_dot_com", ["shop.com", "shop.com"]),
        ("shop·com or shop。com", ["shop.com", "shop.com"]),
        ("sh0p d0t c0m", ["shop.com"]),
        ("unter laden punkt de", ["laden.de"]),
        ("boutique point com", ["boutique.com"]),
        ("tienda punto es.", ["tienda.es"]),
        ("loja ponto com ponto br", ["loja.com.br"]),
        ("sklep kropka pl", ["sklep.pl"]),
        ("evimdenevine nokta com adresinde", ["evimdenevine.com"]),
        ("winkel punt nl", ["winkel.nl"]),
        ("butik punkt se.", ["butik.se"]),
        ("ショップドットコムへ", ["ショップ.com"]),
        ("lamp-ya ドット ジェーピー", ["lamp-ya.jp"]),
        ("请访问 shop点com", ["shop.com"]),
        ("موقعنا lamps دوت كوم", ["lamps.com"]),
        ("lampes tiret deco point fr", ["lampes-deco.fr"]),
    ],
)
def test_spoken_hosts_are_heard(text: str, expected: list[str]) -> None:
    assert web(spelled(text)) == expected
    assert emails(spelled(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help (at) shop dot example", "help@shop.example"),
        ("name [at] shop [punkt] de", "name@shop.de"),
        ("name at shop dot com", "name@shop.com"),
        ("name@shop dot com", "name@shop.com"),
        ("name (at) shop.com", "name@shop.com"),
        ("info @ shop.de", "info@shop.de"),
        ("support at shop.de", "support@shop.de"),
        ("max punkt muster at shop punkt de", "max.muster@shop.de"),
        ("service(ät)lampenladen(punkt)de", "service@lampenladen.de"),
        ("an werkstatt, Klammeraffe, rehm-ton, Punkt, de", "werkstatt@rehm-ton.de"),
        ("contact arobase boutique point fr", "contact@boutique.fr"),
        ("info chiocciola negozio punto it", "info@negozio.it"),
        ("foto, poi la chiocciolina, poi pezzo, punto, it.", "foto@pezzo.it"),
        ("info arroba tienda punto es", "info@tienda.es"),
        ("info apenstaartje winkel punt nl", "info@winkel.nl"),
        ("biuro małpa sklep kropka com", "biuro@sklep.com"),
        ("info snabel-a butik punkt se", "info@butik.se"),
        ("contato arroba loja ponto com ponto br", "contato@loja.com.br"),
        ("sikayet (kuyruklu a) evimdenevine nokta com", "sikayet@evimdenevine.com"),
        ("info アットマーク shop ドット com", "info@shop.com"),
        ("kefu艾特shop点com", "kefu@shop.com"),
        ("info آت shop دوت كوم", "info@shop.com"),
        ("brightlamps at gmail", "brightlamps@gmail"),
    ],
)
def test_spoken_mailboxes_are_heard(text: str, expected: str) -> None:
    assert emails(spelled(text)) == [expected]
    assert web(spelled(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "call me: three oh five, five five five, zero one one nine", "+13055550119"),
        ("en", "zero seven nine, double one, one hundred, four five six", "+447911100456"),
        ("en", "reach me on three-zero-five, 555, 01 19", "+13055550119"),
        ("en", "0176 one two three four five six seven", "+441761234567"),
        (
            "de",
            "WhatsApp: null eins fünf eins, dann 555, dann zwo-drei-null-vier-sieben",
            "+4915155523047",
        ),
        ("de", "nulleinsfünfeinsfünffünffünfzweidrei", "+4315155523"),
        ("fr", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit", "+33612345678"),
        (
            "fr",
            "zéro un, vingt-trois, quarante-cinq, soixante-sept, quatre-vingt-neuf",
            "+33123456789",
        ),
        ("it", "tre quattro sette, uno due tre, quattro cinque sei sette", "+393471234567"),
        ("es", "nueve once, cincuenta y cinco, cero uno, ochenta y cuatro", "+34911550184"),
        ("nl", "nul zes twaalf vierendertig zesenvijftig achtenzeventig", "+31612345678"),
        (
            "pl",
            "pięćset jeden, dwieście trzydzieści cztery, pięćset sześćdziesiąt siedem",
            "+48501234567",
        ),
        ("sv", "noll sju noll, sedan 174 och så noll-sex-tre-tre", "+46701740633"),
        ("pt", "no zap: onze, nove cinco cinco cinco cinco, zero um quatro três", "+5511955550143"),
        ("tr", "sıfır beş üç iki, beş beş beş, sıfır bir, seksen dört", "+905325550184"),
        ("ja", "〇三の五五五五の〇一四二までお電話ください", "+81355550142"),
        ("ja", "ゼロサンのゴーゴーゴーゴーのゼロイチヨンニ", "+81355550142"),
        ("zh", "手机：一三八 零零一三 八零零零", "+8613800138000"),
        ("zh", "电话幺三八零零一三八零零零", "+8613800138000"),
        ("ar", "اتصل صفر خمسة صفر، خمسة خمسة خمسة، صفر واحد سبعة اثنان", "+966505550172"),
    ],
)
def test_spoken_phones_are_heard(language: str, text: str, expected: str) -> None:
    assert phones(spelled(text, language)) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "meet us at our dot com office"),
        ("en", "the dot com boom of the nineties, a dot com business"),
        ("en", "it arrives at home on Monday"),
        ("en", "look at the red dot in the middle, connect dot to dot, polka dot shop"),
        ("en", "It arrived . it is fine"),
        ("en", "the installer needs .net 8.0 and the .net framework"),
        ("en", "please reply @ your convenience, 3 pcs @ 1.50 each, order (at) night"),
        ("en", "at point b, at point 5"),
        ("en", "one two three four five six seven eight nine ten"),
        ("en", "one or two left, three at most, in sizes one, two, three"),
        ("en", "twenty twenty four was a good year"),
        ("en", "step one: two screws, three nuts, four bolts, five washers"),
        ("en", "He lives at number one two three Main Street"),
        ("de", "auf den Punkt genau. Punkt eins: es ist da, an diesem Punkt es gut"),
        ("de", "eins zwei drei und fertig"),
        ("fr", "un point de vente à Paris, au point de retrait. Merci . De plus, nous"),
        ("fr", "un deux trois quatre cinq six sept huit"),
        ("es", "recoja en el punto de recogida, nuestro punto es claro"),
        ("es", "el punto es que el paquete llegó, a las dos o tres"),
        ("it", "punto di ritiro, il punto in cui"),
        ("pt", "no ponto de entrega, o ponto com mais sinal. Com carinho"),
        ("pl", "punkt odbioru, punkt w Warszawie, mała małpa"),
        ("nl", "op dit punt de beste, het punt is"),
        ("sv", "punkt ett är, vid en punkt se"),
        ("tr", "bu noktada de sorun var, o nokta da"),
        ("ja", "二〇二六年三月十二日に一つ、一度だけ二人で"),
        ("zh", "一点也不，三点半到，10点30分，二〇二六年"),
        ("ar", "نقطة البيع في الرياض واحد أو اثنين"),
        ("en", "order one one three seven six two two two one four"),
    ],
)
def test_prose_says_no_address(language: str, text: str) -> None:
    assert spelled(text, language) is NO_ADDRESSES


def test_offsets_are_those_of_the_given_text() -> None:
    text = "Grüße! ☎ 0176 12345678, 電話 a@b.jp、 https://shop.example/ü und laden.de"
    found = plain(text, "de")
    places: tuple[Place, ...] = (*found.urls, *found.bare_domains, *found.emails)
    assert [text[place.start : place.end] for place in places] == [
        "https://shop.example/ü",
        "laden.de",
        "a@b.jp",
    ]
    assert [text[place.start : place.end] for place in found.phones] == ["0176 12345678"]


def test_offsets_of_spoken_addresses_are_those_of_the_folded_text() -> None:
    text = "größe: name (at) shop punkt de, tel null eins fünf eins fünf fünf fünf zwo drei null"
    folded = fold(text).text
    found = find_spelled_addresses(folded, REGIONS["de"], DOMAINS)
    mailboxes = [folded[place.start : place.end] for place in found.emails]
    assert mailboxes == ["name (at) shop punkt de"]
    spoken = "null eins fünf eins fünf fünf fünf zwo drei null"
    assert [folded[place.start : place.end] for place in found.phones] == [spoken]


def test_no_phone_is_seen_inside_an_address() -> None:
    found = plain("https://wa.me/4917612345678 and 03055550119@shop.example")
    assert phones(found) == []
    assert web(found) == ["https://wa.me/4917612345678"]


def test_a_text_without_addresses_makes_nothing_new() -> None:
    assert plain("Thank you for your order 113-7622214-2459505.") is NO_ADDRESSES
    assert spelled("Thank you for your order.") is NO_ADDRESSES
    assert plain("") is NO_ADDRESSES
    assert spelled("") is NO_ADDRESSES


@pytest.mark.parametrize(
    ("unit", "limit"),
    [("a@b.de ", MAX_SPANS), ("a.de/x ", MAX_SPANS), ("0176 1234567 x ", MAX_CANDIDATES)],
)
def test_a_text_full_of_addresses_is_read_in_part_and_says_so(unit: str, limit: int) -> None:
    full, few = plain(unit * (limit + 1), "de"), plain(unit * 10, "de")
    assert few.is_complete
    assert not full.is_complete
    assert len((*full.urls, *full.bare_domains, *full.emails, *full.phones)) == limit


_PIECES = st.sampled_from(
    (
        *("dot", "at", "(at)", "@", ".", "com", "de", "www", "shop", "null", "one", "〇", "の"),
        *("0176", "+49", "٠١٧٦", "(", ")", "-", " ", ":", "//", "https://", "店", "Tel", "gmail"),
        *("punto", "e", "zwei", "hundred", "then", "," * 3),
    )
)
_TEXTS = (
    st.text()
    | st.lists(_PIECES, max_size=40).map("".join)
    | st.lists(_PIECES, max_size=40).map(" ".join)
)


def test_digits_between_spoken_numbers_do_not_lead_past_the_end_of_the_text() -> None:
    assert find_spelled_addresses("nul nul00nul nul:", REGIONS["nl"], DOMAINS) is NO_ADDRESSES


@given(_TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_can_be_searched(text: str, language: str) -> None:
    for found, length in (
        (plain(text, language), len(text)),
        (find_spelled_addresses(text.lower(), REGIONS[language], DOMAINS), len(text.lower())),
    ):
        for kind in (found.urls, found.bare_domains, found.emails, found.phones):
            places = [(place.start, place.end) for place in kind]
            assert places == sorted(places)
            assert all(0 <= start < end <= length for start, end in places)
