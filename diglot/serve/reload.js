// Keeps an open page of the preview up to date. Only `diglot serve` sends it; no published page has it.
(() => {
  const here = new URL(document.currentScript.src);
  const mine = Number(here.searchParams.get("v"));
  let events, box;

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    return parent.appendChild(made);
  };

  const show = ({ failed, problems }) => {
    box?.remove();
    box = null;
    if (!problems.length) return;
    box = document.createElement("diglot-overlay");
    const root = box.attachShadow({ mode: "open" });
    const style = element("link", "", root);
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", here);
    const panel = element("section", "", root);
    panel.className = failed ? "failed" : "built";
    panel.setAttribute("role", "alert");
    element("h1", failed ? "The build failed; this is the last good one" : "Built, with errors", panel);
    for (const { place, what, help } of problems) {
      if (place) element("h2", place, panel);
      element("p", what, panel);
      if (help) element("p", help, panel).className = "help";
    }
    const close = element("button", "Close", panel);
    close.addEventListener("click", () => box.remove());
    document.documentElement.append(box);
  };

  const open = () => {
    events = new EventSource(new URL("events", here));
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      if (state.version !== mine) location.reload();
      else show(state);
    };
  };

  // A browser keeps six connections to one server: pages that nobody sees give theirs up.
  const follow = () => {
    events?.close();
    if (document.visibilityState === "visible") open();
  };
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => events?.close());
  follow();
})();
