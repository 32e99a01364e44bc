"""Every page, in every language and at both widths: whole, translated, readable, and usable without a mouse."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from llavero import Server
from panel import Owner, Panel
from playwright.sync_api import Browser

LANGUAGES = ("en", "es", "pt")
WIDTHS = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 360, "height": 740}}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LABELS = {
    "en": ["Your integrations", "Test cards", "Create application", "Production credentials", "Share my credentials"],
    "es": [
        "Tus integraciones", "Tarjetas de prueba", "Crear aplicación", "Credenciales de producción",
        "Compartir mis credenciales", "Más opciones", "Cuentas de prueba", "Solicitar acceso a las credenciales",
    ],
    "pt": [
        "Suas integrações", "Cartões de teste", "Criar aplicação", "Credenciais de produção",
        "Compartilhar minhas credenciais", "Mais opções", "Contas de teste", "Solicitar acesso às credenciais",
    ],
}
UNFILLED = re.compile(r"\{[a-z_.]+\}|\bnil\b|Optional\(|\b[a-z]+_[a-z_]+_explained\b")


def pages(sandbox: Server) -> dict[str, str]:
    numbers = {item["product"]: item["client_id"] for item in sandbox.facts["applications"]}
    paired = f"/developers/panel/app/{numbers['checkout_api_payments']}"
    return {
        "dashboard": "/developers/panel/app", "create": "/developers/panel/app/create", "details": paired,
        "edit": f"{paired}/edit", "production": f"{paired}/production", "test": f"{paired}/test",
        "test-blocked": f"/developers/panel/app/{numbers['checkout_pro']}/test",
        "renew": f"{paired}/production/renew/keys", "shares": f"{paired}/shares", "delete": f"{paired}/delete",
        "seal": f"{paired}/seal", "application-activity": f"{paired}/activity", "shared": "/developers/panel/shared",
        "activity": "/developers/panel/activity", "doctor": "/developers/panel/doctor",
        "test-cards": "/developers/panel/test-cards", "test-accounts": "/developers/panel/test-users",
        "account": "/settings/account", "settings-credentials": "/settings/account/credentials",
        "not-found": "/developers/panel/app/1",
    }


OPEN_PAGES = {"signin": "/signin", "signup": "/signup", "reset": "/reset", "bad-link": "/reset/none"}
HELP_PAGES = ("credentials", "dashboard", "application-details", "test-accounts", "test-cards", "errors")


def owner(sandbox: Server) -> Owner:
    return Owner(sandbox.facts["email"], sandbox.facts["password"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_every_language(
    browser: Browser, sandbox: Server, pictures: Path, language: str
) -> None:
    seen = ""
    for width, viewport in WIDTHS.items():
        with Panel(browser, sandbox.base_url, viewport=viewport) as panel:
            for name, path in OPEN_PAGES.items():
                seen += look(panel, f"{path}?lang={language}", language, pictures / f"{language}-{width}-{name}.png")
            panel.sign_in(owner(sandbox))
            for name, path in pages(sandbox).items():
                seen += look(panel, f"{path}?lang={language}", language, pictures / f"{language}-{width}-{name}.png")
            for name in HELP_PAGES:
                path = f"/developers/{language}/docs/your-integrations/{name}"
                seen += look(panel, path, language, pictures / f"{language}-{width}-help-{name}.png")
    for label in LABELS[language]:
        assert label in seen


def look(panel: Panel, path: str, language: str, picture: Path) -> str:
    panel.go(path)
    panel.page.screenshot(path=picture, full_page=True)
    page = panel.page
    assert page.locator("html").get_attribute("lang") == language
    text = page.locator("body").inner_text()
    assert not UNFILLED.search(text), f"{path}: {UNFILLED.search(text)}"
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{path} is {width} pixels too wide"
    assert page.title().endswith(" · Llavero")
    return text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_the_accessibility_rules(browser: Browser, sandbox: Server, scheme: str) -> None:
    found = []
    with Panel(browser, sandbox.base_url, color_scheme=scheme) as panel:
        for path in OPEN_PAGES.values():
            found += violations(panel, path)
        for name in HELP_PAGES:
            found += violations(panel, f"/developers/en/docs/your-integrations/{name}")
        panel.sign_in(owner(sandbox))
        for path in pages(sandbox).values():
            found += violations(panel, path)
    assert found == []


def violations(panel: Panel, path: str) -> list[str]:
    panel.go(path)
    report = Axe().run(panel.page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{path}: {violation['id']}: {[node['html'] for node in violation['nodes']][:2]}"
        for violation in report.response["violations"]
    ]


def test_the_keyboard_reaches_everything_and_the_focus_is_seen(panel: Panel, sandbox: Server) -> None:
    panel.go(pages(sandbox)["shares"])
    panel.page.keyboard.press("Tab")
    assert panel.page.evaluate("document.activeElement.className") == "skip"
    count = panel.page.locator("a[href]:visible, button:visible, input:visible:not([type=hidden]), summary:visible").count()
    reached = set()
    for _ in range(count + 10):
        reached.add(panel.page.evaluate("document.activeElement.outerHTML"))
        outline = panel.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if panel.page.evaluate("document.activeElement !== document.body"):
            assert outline != "none"
        panel.page.keyboard.press("Tab")
    assert any('name="email"' in item for item in reached) and any("<button" in item for item in reached)


def test_pages_work_without_scripts(browser: Browser, sandbox: Server) -> None:
    with Panel(browser, sandbox.base_url, java_script_enabled=False) as panel:
        panel.sign_in(owner(sandbox))
        application = panel.create_application("No scripts")
        panel.activate(application)
        assert panel.reveal(application, "access_token").startswith("APP_USR-")
        panel.go(f"/developers/panel/app/{application}/production/renew/keys?lang=en")
        panel.press("Renew now")
        assert "The new strings" in panel.text


def test_help_is_there_for_the_site_of_the_reader_and_as_markdown(panel: Panel) -> None:
    panel.go("/developers/pt/docs/your-integrations/dashboard")
    assert "Nuvemshop" in panel.text and "Tiendanube" not in panel.text
    panel.go("/developers/es/docs/your-integrations/dashboard?site=MLC")
    assert "Tiendanube" in panel.text and "Nuvemshop" not in panel.text
    panel.go("/developers/es/docs/your-integrations/credentials?site=MLC")
    links = panel.page.locator(".help a[href^='/']")
    for target in {link.get_attribute("href") for link in links.all()}:
        assert panel.go(target).status == 200, target
    answer = panel.context.request.get(f"{panel.base_url}/developers/en/docs/your-integrations/credentials.md?site=MLB")
    assert "# Credentials" in answer.text() and answer.headers["content-type"].startswith("text/markdown")
    index = panel.context.request.get(f"{panel.base_url}/llms.txt").text()
    assert f"{panel.base_url}/developers/pt/docs/your-integrations/errors.md" in index
