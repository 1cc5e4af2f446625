"""Pages about signing in and the own account."""

from matchmaker.web.audiences import audience

blueprint = audience("account", __name__, "account")

from matchmaker.web.account import home, invitations, password, registering, signing_in, signing_up  # noqa: E402, F401
