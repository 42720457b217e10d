"""Finding as people do it: by mouse and by keyboard, on a desktop and on the narrowest phones."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from asset_map.app import find_wording as words
from asset_map.app import front_wording, wording
from asset_map.domain.seeking import Sought
from asset_map.journeys.find_near import find_near
from asset_map.settings import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 390, 320)
HERE = "DY1 3EB"
PRIVATE = re.compile(r"dy1|3eb|money", re.IGNORECASE)


@pytest.fixture
def addresses(context: BrowserContext, page: Page) -> Iterator[list[str]]:
    """Every address that the browser asks or shows; none may tell what is private."""
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url))
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    yield seen
    assert [address for address in seen if PRIVATE.search(address)] == []


def ready(page: Page) -> None:
    """Wait until the page is drawn to its foot, and nothing of it is still to be drawn anew."""
    page.wait_for_selector(".am-foot")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(page.locator('[data-testid="stElementContainer"][data-stale="true"]')).to_have_count(0)


def field(page: Page) -> Locator:
    return page.get_by_label(words.PLACE)


def status(page: Page) -> Locator:
    """The line that screen readers are told."""
    return page.locator("p.am-only-read[role=status]")


def find(page: Page, app: str) -> None:
    """Find what is near, as somebody does who comes to the page."""
    page.goto(f"{app}/near")
    field(page).fill(HERE)
    page.get_by_role("button", name=words.GO, exact=True).click()
    expect(page.get_by_role("heading", name=words.NEAR.format(place=HERE))).to_be_visible()
    ready(page)


def open_needs(page: Page) -> None:
    page.locator("summary", has_text=words.NEEDS).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_find_filter_open_go_back_by_mouse(app: str, page: Page, width: int, addresses: list[str]):
    page.set_viewport_size({"width": width, "height": 900})
    find(page, app)
    expect(status(page)).to_have_text(re.compile(r"^The nearest \d+ places"))
    open_needs(page)
    page.get_by_role("button", name="Food", exact=True).click()
    expect(page).to_have_url(re.compile("need=food"))
    with_food = page.url
    page.get_by_role("button", name="Money and benefits").click()
    expect(page.locator(".am-active")).to_contain_text("Food; Money and benefits")
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    page.get_by_role("radio", name="10", exact=True).click()
    expect(page).to_have_url(re.compile("far=800"))
    expect(status(page)).to_contain_text("within 10 minutes' walk")
    asked = page.url
    link = page.locator(".am-found h4 a").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()
    expect(page).to_have_url(asked)
    expect(page.locator(".am-active")).to_contain_text("Money and benefits; within 10 minutes")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(with_food)
    expect(page.locator(".am-active")).to_have_text("Shown: Food.")
    page.get_by_role("button", name=words.CLEAR).click()
    expect(page.locator(".am-active")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not get there.")


@pytest.mark.parametrize("width", WIDTHS)
def test_find_filter_and_open_by_keyboard_alone_and_the_focus_stays(
    app: str, page: Page, width: int, addresses: list[str]
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{app}/near")
    ready(page)
    tab_to(page, field(page))
    page.keyboard.type(HERE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.NEAR.format(place=HERE))).to_be_visible()
    expect(field(page)).to_be_focused()
    ready(page)
    tab_to(page, page.locator("summary", has_text=words.NEEDS))
    page.keyboard.press("Enter")
    food = page.get_by_role("button", name="Food", exact=True)
    tab_to(page, food)
    page.keyboard.press("Space")
    expect(food).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("need=food"))
    expect(food).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".am-active")).to_contain_text("Food; Money and benefits")
    expect(page.get_by_role("button", name="Money and benefits")).to_be_focused()
    link = page.locator(".am-found h4 a").first
    tab_to(page, link)
    name = link.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()  # The keys for it are the browser's, which has no window here.
    expect(page.locator(".am-active")).to_contain_text("Food; Money and benefits")


def test_who_comes_back_from_one_of_the_list_goes_on_where_they_were(app: str, page: Page):
    find(page, app)
    opened = page.locator(".am-found a").nth(7)
    name = opened.inner_text()
    opened.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.locator(".am-found a:focus")).to_have_text(name)
    expect(page.locator(".am-found a:focus")).to_be_in_viewport()


def test_the_focus_goes_to_the_list_where_what_was_pressed_is_gone(app: str, page: Page):
    page.goto(f"{app}/near?place={HERE}&far=800")
    clear = page.get_by_role("button", name=words.CLEAR)
    clear.focus()
    page.keyboard.press("Enter")
    expect(clear).to_have_count(0)
    expect(page.locator("#found")).to_be_focused()


def test_from_the_front_page_a_postcode_goes_into_no_address_and_the_way_back_leads_there(
    app: str, page: Page, addresses: list[str]
):
    page.goto(app)
    field(page).fill(HERE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.NEAR.format(place=HERE))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/near\?search=[\w-]+$"))
    assert "DY1" not in page.title()
    page.go_back()
    expect(page.get_by_role("heading", name=front_wording.TITLE)).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/near",
        "/near?place=DY1+3EB&need=food&need=money&far=800",
        "/near?place=DY1+3EB&need=library&far=400",
        "/near?place=Wrens+Nest&when=soon&free=yes",
        "/near?place=Nowhere",
    ],
)
def test_the_page_fits_and_meets_wcag_with_everything_open(app: str, browser: Browser, path: str):
    # The check itself is a script of ours that the page's policy would refuse.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(app + path)
    ready(page)
    for opened in page.locator('[data-testid="stExpander"] summary').all():
        opened.click()
    if page.get_by_role("button", name=words.SHARE_GO).count():
        page.get_by_role("button", name=words.SHARE_GO).click()
        expect(page.get_by_label(words.SHARE_LINK)).to_be_visible()
    for frame in page.frames:
        frame.add_script_tag(path=Path(AXE))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert _violations(page) == []
    context.close()


def _violations(page: Page) -> list[str]:
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_today_and_tomorrow_within_ten_minutes_is_one_tap_and_prints_on_one_page(
    app: str, page: Page, addresses: list[str]
):
    page.goto(f"{app}/near")
    field(page).fill(HERE)
    page.get_by_role("button", name=words.SOON).click()
    expect(page).to_have_url(re.compile("far=800&when=soon"))
    expect(page.locator(".am-active")).to_contain_text("within 10 minutes' walk; today and")
    names = page.locator(".am-found h4 a").all_inner_texts()
    assert names
    page.emulate_media(media="print")
    expect(page.locator(".am-print-head")).to_contain_text(f"Near {HERE}")
    expect(page.locator(".am-print-head")).to_contain_text("today and tomorrow")
    expect(page.locator(".am-print-head")).to_contain_text(wording.DEMO_ON_MAP)
    for name in names:
        expect(page.get_by_role("link", name=name).first).to_be_visible()
    for left_out in (".am-head", ".st-key-find-where", ".st-key-find-narrow", ".st-key-map"):
        expect(page.locator(left_out)).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_the_list_can_be_printed_by_a_button(app: str, page: Page):
    find(page, app)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator("summary", has_text=words.KEEP).click()
    page.get_by_role("button", name=words.PRINT).click()
    assert page.evaluate("window.printed")


def test_a_link_to_share_tells_all_only_where_it_is_asked_for(
    app: str, page: Page, browser: Browser
):
    find(page, app)
    open_needs(page)
    page.get_by_role("button", name="Money and benefits").click()
    expect(page.locator(".am-active")).to_contain_text("Money and benefits")
    assert not PRIVATE.search(page.url)
    page.locator("summary", has_text=words.KEEP).click()
    expect(page.get_by_label(words.SHARE_LINK)).to_have_count(0)
    page.get_by_role("button", name=words.SHARE_GO).click()
    link = page.get_by_label(words.SHARE_LINK).input_value()
    assert "place=DY1+3EB" in link
    assert "need=money" in link
    assert not PRIVATE.search(page.url)
    page.get_by_role("button", name=words.SHARE_COPY, exact=True).click()
    expect(page.get_by_text(words.SHARE_COPIED)).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.get_by_role("heading", name=words.NEAR.format(place=HERE))).to_be_visible()
    expect(other.locator(".am-active")).to_have_text("Shown: Money and benefits.")
    assert not PRIVATE.search(other.url)
    other.context.close()


def test_what_was_kept_opens_in_no_other_browser(app: str, page: Page, browser: Browser):
    find(page, app)
    other = browser.new_context().new_page()
    other.goto(page.url)
    expect(other.get_by_text(words.FORGOTTEN)).to_be_visible()
    assert HERE not in other.content()
    other.context.close()


def test_my_location_finds_what_is_near_and_stands_in_no_address(
    app: str, context: BrowserContext, page: Page
):
    near = find_near(HERE)
    context.grant_permissions(["geolocation"], origin=app)
    context.set_geolocation({"latitude": near.latitude, "longitude": near.longitude})
    page.goto(f"{app}/near")
    page.get_by_role("button", name=words.LOCATE).click()
    expect(page.get_by_role("heading", name=f"Near {words.HERE}")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/near\?search=[\w-]+$"))


def test_where_the_browser_does_not_tell_it_the_page_says_so(app: str, page: Page):
    page.goto(f"{app}/near")
    page.get_by_role("button", name=words.LOCATE).click()
    expect(page.get_by_text(words.LOCATE_REFUSED)).to_be_visible()


def test_more_ways_to_narrow_and_what_may_fit_is_one_tap_away(app: str, page: Page):
    find(page, app)
    page.locator("summary", has_text=words.MORE).click()
    free = page.get_by_role("checkbox", name=words.FREE)
    free.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("free=yes"))
    expect(free).to_be_focused()
    perhaps = find_near(HERE, Sought(free=True)).perhaps
    expect(page.get_by_text(f"{perhaps} more may fit")).to_be_visible()
    page.get_by_role("button", name=words.WIDEN).click()
    expect(page).not_to_have_url(re.compile("free=yes"))
    page.get_by_label(words.WORDS).fill("lunch")
    page.keyboard.press("Enter")
    expect(page.locator(".am-active")).to_contain_text("with the words “lunch”")
    assert "lunch" not in page.url


def test_nothing_in_reach_leads_on_to_a_longer_walk(app: str, page: Page):
    page.goto(f"{app}/near?place=Wrens+Nest&need=library&far=400")
    expect(page.get_by_text(words.NOT_NONE).first).to_be_visible()
    expect(
        page.get_by_role("heading", name=re.compile("^Library: we know of none"))
    ).to_be_visible()
    page.get_by_role("button", name=words.ANY_DISTANCE).click()
    expect(page).not_to_have_url(re.compile("far="))
    expect(status(page)).to_contain_text("found, nearest first")


def test_the_map_shows_what_the_list_shows(app: str, page: Page):
    page.goto(f"{app}/near?place=Wrens+Nest&need=library")
    ready(page)
    near = find_near("Wrens Nest", Sought(needs=("library",)))
    expect(page.locator(".am-found .am-card")).to_have_count(len(near.hits))
    drawn = page.frame_locator("iframe")
    drawn.locator(".am-pin, .am-cluster").first.wait_for()
    pins = sum(
        int(text) if text.isdigit() else 1
        for text in drawn.locator(".am-pin, .am-cluster").all_inner_texts()
    )
    assert pins == sum(hit.latitude is not None for hit in near.hits)
