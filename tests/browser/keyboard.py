# ruff: noqa: E501  # lines of scripts
"""A patient without a mouse: where Tab leads, what shows where one is, what is read out."""

STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const parse = text => (text.match(/rgba?\\([^)]*\\)/g) ?? []).map(
        rgb => rgb.match(/[\\d.]+/g).map(Number)).filter(rgb => (rgb[3] ?? 1) > 0.9);
    const light = rgb => {
        const [r, g, b] = rgb.slice(0, 3).map(
            n => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
    };
    let behind = one.parentElement;
    while (behind && !parse(getComputedStyle(behind).backgroundColor).length) behind = behind.parentElement;
    const ground = behind ? parse(getComputedStyle(behind).backgroundColor)[0] : [255, 255, 255];
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
    const rings = [
        ...(outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 ? parse(outlineColor) : []),
        ...parse(boxShadow),
    ];
    const box = one.getBoundingClientRect();
    window.stops ??= [];
    const before = stops.at(-1);
    const isLater = !before?.isConnected
        || !!(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    stops.push(one);
    return {
        name: one.name ?? '', type: one.type ?? one.localName, value: one.value ?? '',
        checked: !!one.checked, text: (one.innerText ?? '').trim(),
        isLater, isAgain: stops.length > 2 && stops[0] === one, contrast: Math.max(0, ...rings.map(ring => contrast(ring, ground))),
        isSeen: one.checkVisibility() && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""
"""What has the focus: whether it can be seen, comes later in the page than what had it before, and
how far its ring stands out; whether it is where the focus began."""

REACHABLE = """() => {
    const all = [...document.querySelectorAll('a[href], button, input, textarea, summary')].filter(
        one => one.checkVisibility() && !one.disabled && one.type !== 'hidden');
    const groups = new Set();
    return all.filter(one => {
        if (one.type !== 'radio') return true;
        if (groups.has(one.name)) return false;
        groups.add(one.name);
        return true;
    }).filter(one => !stops.some(
        stop => stop === one || (one.type === 'radio' && stop.name === one.name)))
        .map(one => one.outerHTML.slice(0, 100));
}"""
"""The controls that Tab has not come to; of radio buttons, one of each group counts."""

LISTEN = """() => {
    window.spoken = [];
    window.trapped = false;
    addEventListener('keydown', event => setTimeout(() => {
        if (event.key === 'Tab' && event.defaultPrevented) window.trapped = true;
    }));
    const live = node => node.closest?.('[role=alert], [role=status], [aria-live]');
    new MutationObserver(records => {
        const regions = new Set();
        for (const { type, target, addedNodes } of records) {
            const place = target.nodeType === 1 ? target : target.parentElement;
            if (live(place)) regions.add(live(place));
            for (const node of addedNodes) {
                if (node.nodeType !== 1) continue;
                for (const one of [node, ...node.querySelectorAll('*')])
                    if (one.matches('[role=alert], [role=status], [aria-live]')) regions.add(one);
            }
        }
        for (const region of regions)
            if (region.isConnected && region.textContent.trim()) spoken.push(region.textContent.trim());
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""Keeps what live regions say, in `spoken`, and in `trapped` whether a script has taken Tab."""


def stops(page, most: int = 400):
    """Press Tab from here on: each stop, until the focus leaves the page, or begins again: a tab that
    was used before may have nothing else to give it to."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["isAgain"]:
            return
        yield stop
    raise AssertionError("Tab never leaves the page")


def enter(page, stop: dict, wanted: dict[str, list[str]]) -> None:
    """Answer where the focus is: type, or choose with the arrows, or tick with the space bar."""
    values = wanted.get(stop["name"], [])
    if stop["type"] in ("text", "textarea") and values:
        page.keyboard.type(values.pop(0))
    elif stop["type"] == "checkbox" and stop["value"] in values and not stop["checked"]:
        page.keyboard.press("Space")
    elif stop["type"] == "radio" and values and not stop["checked"]:
        page.keyboard.press("Space")
        for _ in range(20):
            if page.evaluate("document.activeElement.value") == values[0]:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"no {values[0]} among {stop['name']}")
