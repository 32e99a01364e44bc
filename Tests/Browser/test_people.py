"""People: the first owner, signing up and in, passwords, the second factor, members."""

from pathlib import Path

import pytest
from llavero import Server
from panel import PASSWORD, Owner, Panel, code, link, mails
from playwright.sync_api import Browser

FIRST = Owner("first@shop.example", PASSWORD)
SECOND = Owner("second@shop.example", PASSWORD)


@pytest.fixture
def first(browser: Browser, server: Server):
    """The browser of the first owner, whose account the start link opened."""
    with Panel(browser, server.base_url) as panel:
        open_first(panel, server)
        panel.sign_in(FIRST)
        yield panel


def open_first(panel: Panel, server: Server) -> None:
    panel.go(server.facts["first_owner_url"].removeprefix(server.base_url) + "?lang=en")
    panel.page.fill("#email", FIRST.email)
    panel.page.select_option("#site", "MLB")
    choose_password(panel, FIRST.password, "Open account")


def choose_password(panel: Panel, password: str, button: str) -> None:
    panel.page.fill("#password", password)
    panel.page.fill("#again", password)
    panel.press(button)


def sign_up(panel: Panel, owner: Owner, outbox: Path, earlier: int) -> None:
    panel.go("/signup?lang=en")
    panel.page.fill("#email", owner.email)
    panel.press("Continue")
    panel.go(link(mails(outbox, earlier + 1)[earlier]))
    choose_password(panel, owner.password, "Open account")


def forge(panel: Panel, path: str) -> None:
    """Sends a form that the page does not have, with the secret of the forms it has."""
    with panel.page.expect_navigation():
        panel.page.evaluate(
            """path => {
                const form = document.querySelector("form:has([name=csrf])").cloneNode(true);
                form.action = path;
                document.body.append(form);
                form.submit();
            }""",
            path,
        )


def test_the_first_owner_opens_the_server_with_a_link_that_works_once(first: Panel, server: Server) -> None:
    assert "No application yet" in first.text
    assert first.go(server.facts["first_owner_url"].removeprefix(server.base_url)).status == 410


def test_an_account_opens_by_a_link_to_its_address(browser: Browser, first: Panel, server: Server) -> None:
    with Panel(browser, server.base_url) as other:
        sign_up(other, SECOND, Path(server.facts["outbox"]), 0)
        assert "Your account is open" in other.text
        other.sign_in(SECOND)
        assert "No application yet" in other.text


def test_wrong_and_unknown_are_refused_alike(browser: Browser, first: Panel, server: Server) -> None:
    answers = []
    with Panel(browser, server.base_url) as other:
        for email in (FIRST.email, "nobody@shop.example"):
            other.sign_in(Owner(email, "wrong wrong wrong wrong"))
            answers.append(other.page.locator("[role=alert]").inner_text())
    assert answers[0] == answers[1] and "wrong" in answers[0]


def test_after_signing_out_no_page_shows_anything_not_even_by_going_back(first: Panel) -> None:
    application = first.create_application("Shop")
    first.go(f"/developers/panel/app/{application}/test")
    cookies = first.context.cookies()
    first.page.locator("details.who summary").click()
    first.submit(first.page.get_by_role("button", name="Sign out"))
    assert "signed out" in first.text
    first.page.go_back()
    first.page.wait_for_url("**/signin?**")
    first.context.add_cookies(cookies)
    first.go("/developers/panel/app")
    assert "/signin" in first.page.url


def test_a_new_password_by_mail_ends_every_session(browser: Browser, first: Panel, server: Server) -> None:
    with Panel(browser, server.base_url) as other:
        other.go("/reset?lang=en")
        other.page.fill("#email", FIRST.email)
        other.press("Continue")
        target = link(mails(Path(server.facts["outbox"]), 1)[0])
        other.go(target)
        choose_password(other, "another horse battery staple", "Save")
        assert other.go(target).status == 410
        first.go("/developers/panel/app")
        assert "/signin" in first.page.url
        other.sign_in(Owner(FIRST.email, "another horse battery staple"))
        assert "No application yet" in other.text


def test_the_second_factor_is_asked_for_and_backup_codes_work_once(
    browser: Browser, first: Panel, server: Server
) -> None:
    first.go("/settings/account?lang=en")
    first.press("Add the second factor")
    secret = first.page.locator("main code").inner_text()
    assert first.page.locator("main img").get_attribute("alt")
    first.page.fill("#code", code(secret))
    first.press("Add the second factor")
    backup = first.page.locator(".codes code").all_inner_texts()
    assert len(set(backup)) == 10
    with Panel(browser, server.base_url) as other:
        other.sign_in(FIRST)
        other.page.fill("#code", backup[0])
        other.press("Continue")
        assert "No application yet" in other.text
    with Panel(browser, server.base_url) as third:
        third.sign_in(FIRST)
        third.page.fill("#code", backup[0])
        third.press("Continue")
        assert "code_refused" in third.text
        third.page.fill("#code", code(secret, 1))
        third.press("Continue")
        assert "No application yet" in third.text


def test_sessions_are_listed_and_ended(browser: Browser, first: Panel, server: Server) -> None:
    with Panel(browser, server.base_url) as other:
        other.sign_in(FIRST)
        first.go("/settings/account?lang=en")
        first.press("End all others")
        assert "Done" in first.text
        other.go("/developers/panel/app")
        assert "/signin" in other.page.url


def test_a_member_sees_what_the_role_allows(browser: Browser, first: Panel, server: Server) -> None:
    application = first.create_application("Shop")
    first.activate(application)
    first.go("/settings/account?lang=en")
    first.page.fill("#member", SECOND.email)
    first.page.select_option("#role", "viewer")
    first.press("Invite")
    with Panel(browser, server.base_url) as other:
        # The first mail is the invitation itself.
        sign_up(other, SECOND, Path(server.facts["outbox"]), 1)
        other.sign_in(SECOND, to="/settings/account")
        other.press("Accept")
        other.go(f"/developers/panel/app/{application}/production?lang=en")
        assert other.page.locator("[data-kind=access_token] form").count() == 0
        other.go(f"/developers/panel/app/{application}/test?lang=en")
        assert "**" in other.page.locator("[data-kind=access_token] code").inner_text()
        assert other.go(f"/developers/panel/app/{application}/test/env").status == 404
        other.go(f"/developers/panel/app/{application}/delete?lang=en")
        assert other.says("ask_an_owner") and other.button("delete_application").count() == 0
        forge(other, f"/developers/panel/app/{application}/delete")
        assert "role_insufficient" in other.text
        first.go("/settings/account?lang=en")
        first.press("Remove")
        assert other.go(f"/developers/panel/app/{application}").status == 404
