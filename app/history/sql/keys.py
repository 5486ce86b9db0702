"""Keyed hashes: how orders and buyers are known without being named."""

import hmac
from hashlib import sha256


class Keyring:
    """Hashes with a secret of the installation, so that nobody can try ids out without it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def order(self, seller: str, order_id: str) -> str:
        """Name an order."""
        return self._hash("order", seller, order_id)

    def buyer(self, seller: str, buyer_id: str) -> str:
        """Name a buyer."""
        return self._hash("buyer", seller, buyer_id)

    def text(self, seller: str, text: str) -> str:
        """Name a text."""
        return self._hash("text", seller, text)

    def check(self) -> str:
        """Give what a keyring of the same secret gives too."""
        return self._hash("check")

    def _hash(self, *parts: str) -> str:
        framed = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.new(self._secret, framed.encode(), sha256).hexdigest()
