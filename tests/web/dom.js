// What could act on a page, as the browser has understood it: elements, handlers, addresses, loads.
() => {
  const FORBIDDEN = "script, object, embed, base, template, video, audio, img, math, style, marquee, frame, textarea, " +
    "meta[http-equiv], svg script, svg animate, svg use, svg foreignObject, svg image, link:not([rel=stylesheet], [rel=icon], [rel=alternate])";
  const ADDRESSES = ["href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset", "srcdoc", "ping", "background"];
  const found = [...document.querySelectorAll(FORBIDDEN)].map((node) => node.outerHTML.slice(0, 200));
  for (const node of document.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      if (name.startsWith("on") || name === "style") found.push(`${node.tagName} ${name}=${value.slice(0, 100)}`);
      if (!ADDRESSES.includes(name)) continue;
      const where = new URL(value, location.href);
      const leads = node.tagName === "A" ? ["http:", "https:"].includes(where.protocol) : where.origin === location.origin;
      if (!leads || where.username) found.push(`${node.tagName} ${name}=${value.slice(0, 100)}`);
    }
  }
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  return [...found, ...loaded.filter((name) => new URL(name).origin !== location.origin)];
}
