"""Every page, in every language and at both widths: whole, translated, readable, and usable without a mouse."""

from pathlib import Path

import pytest
from catalogue import LANGUAGES
from llavero import Server
from panel import Owner, Panel
from playwright.sync_api import Browser
from states import WIDTHS, look, violations

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
# Numbers what the keyboard must reach; of a group of radio buttons it reaches the chosen one.
MARK_REACHABLE = """() => {
  const all = document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  const seen = [...all].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled
    && !(element.type === "radio" && !element.checked
      && document.querySelector(`input[type=radio][name="${element.name}"]:checked`)));
  seen.forEach((element, number) => { element.dataset.reach = number; });
  return seen.map((element) => element.outerHTML.slice(0, 160));
}"""
# The number of what has the focus, and what keeps a person from seeing that.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body || element.dataset.reach === undefined) return [null, ""];
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, Math.min(Math.max(y, 0), innerHeight - 1));
  const covered = inside && box.height < innerHeight && top && !element.contains(top) && !top.contains(element);
  return [Number(element.dataset.reach),
    !ring ? "no ring around the focus" : !inside ? "the focus is out of sight" : covered ? "the focus is covered" : ""];
}"""


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
        "restrictions": f"{paired}/production/restrictions", "oauth": f"{paired}/oauth", "grants": "/settings/account/applications",
        "account": "/settings/account", "settings-credentials": "/settings/account/credentials",
        "not-found": "/developers/panel/app/1",
    }


OPEN_PAGES = {"signin": "/signin", "signup": "/signup", "reset": "/reset", "bad-link": "/reset/none"}
HELP_PAGES = ("credentials", "dashboard", "application-details", "oauth", "test-accounts", "test-cards", "errors")


def owner(sandbox: Server) -> Owner:
    return Owner(sandbox.facts["email"], sandbox.facts["password"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_every_language(
    browser: Browser, sandbox: Server, pictures: Path, language: str
) -> None:
    seen = ""
    for width, viewport in WIDTHS.items():
        with Panel(browser, sandbox.base_url, language, viewport=viewport) as panel:
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


@pytest.mark.parametrize(("scheme", "width"), [("light", "wide"), ("light", "narrow"), ("dark", "wide")])
def test_no_page_breaks_the_accessibility_rules(browser: Browser, sandbox: Server, scheme: str, width: str) -> None:
    found = []
    with Panel(browser, sandbox.base_url, color_scheme=scheme, viewport=WIDTHS[width]) as panel:
        helps = [f"/developers/en/docs/your-integrations/{name}" for name in HELP_PAGES]
        for path in [*OPEN_PAGES.values(), *helps]:
            panel.go(path)
            found += violations(panel, path)
        panel.sign_in(owner(sandbox))
        for path in pages(sandbox).values():
            panel.go(path)
            found += violations(panel, path)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["dashboard", "create", "edit", "production", "test", "renew", "shares", "doctor",
                                  "test-accounts", "account", "settings-credentials"])
def test_the_keyboard_reaches_everything_and_the_focus_is_seen(
    panel: Panel, sandbox: Server, name: str, width: str
) -> None:
    panel.page.set_viewport_size(WIDTHS[width])
    panel.go(pages(sandbox)[name])
    wanted = panel.page.evaluate(MARK_REACHABLE)
    assert 'class="skip"' in wanted[0]
    reached = set()
    # A date takes several steps, and the way round leads through the browser's own buttons.
    for _ in range(2 * len(wanted) + 10):
        panel.page.keyboard.press("Tab")
        number, fault = panel.page.evaluate(FOCUSED)
        if number is not None:
            assert fault == "", f"{fault}: {wanted[number]}"
            reached.add(number)
    assert [item for number, item in enumerate(wanted) if number not in reached] == []


def test_pages_work_without_scripts(browser: Browser, sandbox: Server) -> None:
    with Panel(browser, sandbox.base_url, java_script_enabled=False) as panel:
        panel.sign_in(owner(sandbox))
        application = panel.create_application("No scripts")
        panel.activate(application)
        assert panel.reveal(application, "access_token").startswith("APP_USR-")
        panel.go(f"/developers/panel/app/{application}/production/renew/keys")
        panel.press("renew_now")
        assert panel.says("renewed_title")


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
