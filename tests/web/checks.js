({
  // Text that stands out too little from what is behind it (WCAG 2.2, 1.4.3).
  contrast() {
    const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
    const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => [r, g, b].map((v) => linear(v / 255)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const paper = (node) => {
      for (; node; node = node.parentElement) {
        const colour = parse(getComputedStyle(node).backgroundColor);
        if (colour.length < 4 || colour[3] > 0) return colour;
      }
      return [255, 255, 255];
    };
    const weak = [];
    for (const node of document.querySelectorAll("body *")) {
      const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
      if (!own || node.closest("svg, option, .unseen, .skip") || !node.checkVisibility()) continue;
      const [high, low] = [light(parse(getComputedStyle(node).color)), light(paper(node))].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < 4.5) weak.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent.slice(0, 40)}`);
    }
    return weak;
  },
  // Controls that a screen reader could not name.
  nameless() {
    return [...document.querySelectorAll("a[href], button, input, select, summary, iframe")]
      .filter((node) => !(node.textContent.trim() || node.getAttribute("aria-label") || node.title || (node.labels && node.labels.length)))
      .map((node) => node.outerHTML.slice(0, 120));
  },
  levels() {
    return [...document.querySelectorAll("h1, h2, h3")].map((node) => Number(node.tagName[1]));
  },
  // Labels of pictures that lie upon each other or outside the window.
  covered() {
    return [...document.querySelectorAll("figure svg")].flatMap((svg) => {
      const boxes = [...svg.querySelectorAll("text:not(.level)")].map((text) => text.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
      return boxes.flatMap((a, i) => [
        ...boxes.slice(i + 1).filter((b) => meet(a, b)),
        ...(a.left < 0 || a.right > innerWidth ? [a] : []),
      ]);
    }).length;
  },
})
