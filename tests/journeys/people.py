"""People at a browser: how they sign in, and the small moves every journey makes."""

from playwright.sync_api import Page, expect
from sqlmodel import Session

from matchmaker.accounts.models import Account
from tests.makers import PASSWORD


def sign_in(page: Page, session: Session, account: Account) -> None:
    """Through the form, as people do; commits what the test has prepared."""
    session.commit()
    page.context.clear_cookies()
    page.goto("/account/sign-in")
    page.fill("#email", account.email)
    page.fill("#password", PASSWORD)
    send(page, "main button.btn-primary")


def press(page: Page, form_action: str) -> None:
    """Press the button of the form whose address ends like this; a question is answered with yes."""
    page.once("dialog", lambda dialog: dialog.accept())
    send(page, f'form[action$="{form_action}"] button')


def send(page: Page, button: str) -> None:
    """Press a button that sends a form, and wait until the answer is there: the next step builds on it."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator(button).first.click()
    page.wait_for_load_state()


def does_not_scroll_sideways(page: Page) -> None:
    """On a phone nothing may stick out."""
    page.wait_for_load_state()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url
