"""What the accounts refuse."""


class Refusal(Exception):
    """A rule of the accounts forbids it."""


class SignInFailed(Refusal):
    """No account has this e-mail address with this password, or it is suspended: which one is never said."""


class TokenNotValid(Refusal):
    """The one-time address was used, replaced or has run out."""


class InvitationNotValid(Refusal):
    """The invitation was used, revoked or has run out."""


class InvitationForSomebodyElse(Refusal):
    """The invitation was written to another e-mail address."""


class AlreadyMember(Refusal):
    """The person already acts for this firm or works in this office."""


class LastManager(Refusal):
    """An office cannot lose its last manager, the installation not its last administrator."""


class LastRepresentative(Refusal):
    """A firm cannot lose the last person who acts for it."""


class FirmTaken(Refusal):
    """The firm is registered already and somebody acts for it; ask them for an invitation."""


class OfficeNameTaken(Refusal):
    """Another office has this name."""
