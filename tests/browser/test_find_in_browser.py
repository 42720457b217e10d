"""Finding as people do it: by mouse and by keyboard, on a desktop and on the narrowest phones."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from asset_map.app import find_list, front_wording, wording
from asset_map.app import find_wording as words
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
    # The random name of a blob may hold anything.
    asked = [address for address in seen if not address.startswith("blob:")]
    assert [address for address in asked if PRIVATE.search(address)] == []


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
        page.wait_for_timeout(600)  # What opens moves what is below: a press meanwhile is lost.
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
    for left_out in (
        ".am-head",
        ".am-now",
        ".st-key-find-where",
        ".st-key-find-narrow",
        ".st-key-map",
    ):
        expect(page.locator(left_out)).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def on_paper(page: Page) -> tuple[int, str]:
    """Print the page; return how many sheets it takes, and what is read on them."""
    page.emulate_media(media="print")
    said = page.locator("body").inner_text()
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.emulate_media(media="screen")
    return sheets, said


def test_what_is_printed_is_the_list_on_screen_with_its_count(app: str, page: Page):
    find(page, app)
    cards = page.locator(".am-found h4 a")
    assert cards.count() > find_list.FIRST_SHOWN
    names = [name for name in cards.all_inner_texts() if name]
    assert len(names) == find_list.FIRST_SHOWN
    sheets, said = on_paper(page)
    assert sheets == 1
    assert said.count("Last confirmed") == find_list.FIRST_SHOWN
    assert all(name in said for name in names)
    assert "The nearest" in said
    for count in (page.locator("details.am-found-rest").nth(one) for one in range(3)):
        left = count.locator("li > .am-card").count()
        assert words.UNPRINTED.format(count=left) in said
    for control in (words.GO, words.FAR, words.KEEP, words.LOCATE, wording.MAP_SKIP):
        assert control not in said
    first = page.locator("details.am-found-rest").first
    first.locator("summary").click()
    opened = first.locator("h4 a").all_inner_texts()
    sheets, said = on_paper(page)
    assert sheets > 1
    assert all(name in said for name in opened)
    assert words.UNPRINTED.format(count=len(opened)) not in said


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_printed_by_keyboard_alone(app: str, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 700})
    find(page, app)
    page.evaluate("window.print = () => { window.printed = true; }")
    tab_to(page, page.locator("summary", has_text=words.KEEP))
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name=words.PRINT)
    tab_to(page, button)
    in_sight(page, button)
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_is_made_and_copied_by_keyboard_alone(
    app: str, context: BrowserContext, page: Page, width: int
):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app)
    page.set_viewport_size({"width": width, "height": 700})
    find(page, app)
    tab_to(page, page.locator("summary", has_text=words.KEEP))
    page.keyboard.press("Space")
    make = page.get_by_role("button", name=words.SHARE_GO)
    expect(make).to_be_visible()
    page.wait_for_timeout(600)  # It opens slowly, and moves what is below while it does.
    tab_to(page, make)
    in_sight(page, make)
    page.keyboard.press("Space")
    link = page.get_by_label(words.SHARE_LINK)
    expect(link).to_be_visible()
    expect(make).to_be_focused()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    in_sight(page, link)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(words.SHARE_COPIED)).to_be_visible()
    expect(page.get_by_role("button", name=words.SHARE_COPY, exact=True)).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()
    assert "place=DY1+3EB" in link.input_value()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_my_location_is_used_by_keyboard_alone(
    app: str, context: BrowserContext, page: Page, width: int
):
    near = find_near(HERE)
    context.grant_permissions(["geolocation"], origin=app)
    context.set_geolocation({"latitude": near.latitude, "longitude": near.longitude})
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{app}/near")
    ready(page)
    button = page.get_by_role("button", name=words.LOCATE)
    tab_to(page, button)
    in_sight(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Near {words.HERE}")).to_be_visible()
    expect(status(page)).to_have_text(re.compile(r"^The nearest \d+ places"))
    expect(button).to_be_focused()


def in_sight(page: Page, one: Locator) -> None:
    """Look whether what has the focus is in view, but for a part of a pixel, and nothing lies over
    it."""
    expect(one).to_be_in_viewport(ratio=0.95)
    assert one.evaluate(
        """one => {
            const box = one.getBoundingClientRect();
            const there = [box.x + box.width / 2, box.y + box.height / 2];
            return one.contains(document.elementFromPoint(...there));
        }"""
    )


@pytest.mark.parametrize("size", [(1280, 720), (390, 844), (320, 568)])
@pytest.mark.parametrize("path", ["/near", f"/near?place={HERE}&need=money"])
def test_urgent_help_is_one_line_in_the_first_view(
    app: str, page: Page, size: tuple[int, int], path: str
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(app + path)
    ready(page)
    line = page.locator(".am-now")
    expect(line).to_have_count(1)
    for name in ("999", "116 123", "Food today"):
        expect(line.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
    assert len({round(box["y"]) for box in boxes(line.locator("a:visible"))}) == 1
    assert all(box["x"] + box["width"] <= size[0] for box in boxes(line.locator("a:visible")))


def boxes(found: Locator) -> list[dict[str, float]]:
    return [one.bounding_box() for one in found.all()]


@pytest.mark.parametrize("width", WIDTHS)
def test_all_that_may_matter_can_be_seen_without_moving_it_sideways(
    app: str, page: Page, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{app}/near")
    ready(page)
    buttons = page.locator('[data-testid="stButtonGroup"] button')
    expect(buttons.nth(20)).to_be_attached()
    found = boxes(buttons)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in found)


@pytest.mark.parametrize("width", WIDTHS)
def test_why_a_place_was_not_taken_stands_by_its_field_which_has_the_focus(
    app: str, page: Page, width: int
):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{app}/near")
    ready(page)
    tab_to(page, field(page))
    page.keyboard.type("zzz99")
    tab_to(page, page.get_by_role("button", name=words.GO, exact=True))
    page.keyboard.press("Enter")
    said = "No place called 'zzz99' is in this map."
    notice = page.locator(".st-key-find-where .am-problem")
    expect(notice).to_contain_text(said)
    expect(status(page)).to_have_text(said)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_have_accessible_description(said)
    box = notice.bounding_box()
    assert 0 < field(page).bounding_box()["y"] - box["y"] - box["height"] < 80
    expect(page.get_by_text(words.MORE)).to_have_count(0)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(HERE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.NEAR.format(place=HERE))).to_be_visible()
    expect(notice).to_have_count(0)
    expect(field(page)).not_to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_be_focused()


def test_who_asks_to_find_and_typed_nothing_is_told_so(app: str, page: Page):
    page.goto(f"{app}/near")
    ready(page)
    page.get_by_role("button", name=words.GO, exact=True).click()
    expect(page.locator(".st-key-find-where .am-problem")).to_have_text(words.TYPE_PLACE)
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Food", exact=True).click()
    expect(page).to_have_url(re.compile("need=food"))
    expect(page.locator(".am-problem")).to_have_count(0)


def test_there_is_one_way_to_skip_to_the_content(app: str, page: Page):
    page.goto(f"{app}/near")
    ready(page)
    skips = [one for one in page.locator("a").all() if "skip" in one.inner_text().lower()]
    assert len([one for one in skips if one.is_visible()]) == 1
    page.keyboard.press("Tab")
    expect(page.locator("a.am-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


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
