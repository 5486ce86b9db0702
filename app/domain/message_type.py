"""How a message travels, who began, and what it is about."""

from enum import StrEnum


class BodyFormat(StrEnum):
    """How the body is written."""

    HTML = "html"
    TEXT = "text"


class Channel(StrEnum):
    """The way by which the message reaches the buyer."""

    EMAIL = "email"
    CONTACT_BUYER = "contact_buyer"
    MESSAGING_API = "messaging_api"
    SOLICITATION = "solicitation"
    PACKAGE_INSERT = "package_insert"


class Initiative(StrEnum):
    """Whether the seller writes first or answers the buyer."""

    PROACTIVE = "proactive"
    REPLY = "reply"


class MessageType(StrEnum):
    """The contact reasons that Amazon knows, and `other`."""

    CUSTOMIZATION = "customization"
    DELIVERY_SCHEDULING = "delivery_scheduling"
    ORDER_INFORMATION = "order_information"
    HOME_SERVICE = "home_service"
    ORDER_PROBLEM = "order_problem"
    DIGITAL_ACCESS_KEY = "digital_access_key"
    LEGAL_DISCLOSURE = "legal_disclosure"
    WARRANTY = "warranty"
    INVOICE = "invoice"
    RETURN = "return"
    REVIEW_REQUEST = "review_request"
    BUYER_INQUIRY = "buyer_inquiry"
    OTHER = "other"


class AttachmentPurpose(StrEnum):
    """What the caller says an attachment is for."""

    INVOICE = "invoice"
    INSTRUCTIONS = "instructions"
    WARRANTY = "warranty"
    SHIPPING_LABEL = "shipping_label"
    CUSTOM_DESIGN = "custom_design"
    LEGAL = "legal"
    OTHER = "other"


class ImageRole(StrEnum):
    """What the caller says a picture is."""

    LOGO = "logo"
    INSTRUCTION = "instruction"
    CUSTOM_DESIGN = "custom_design"
    PURCHASED_PRODUCT = "purchased_product"
    OTHER = "other"


class OrderStatus(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    UNSHIPPED = "unshipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class FulfillmentChannel(StrEnum):
    """Who ships: Amazon (AFN) or the seller (MFN)."""

    AFN = "AFN"
    MFN = "MFN"
