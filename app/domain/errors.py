"""What can go wrong outside of a message's content."""


class PresendError(Exception):
    """The root of the project's own errors."""


class SettingsError(PresendError):
    """The operator's settings cannot be right."""


class PolicyDataError(PresendError):
    """The policy data contradicts itself or the rules."""
