import { loadConfig } from "./config.js";
import { Failure } from "./failure.js";
import { WIDGET_SCRIPT, WIDGET_STYLE, readWidgetRequest, widgetOptions } from "./widget.js";
import { wordsFor } from "./words.js";

const HOME = `${location.origin}/`;
const PLACE = "#okta";

try {
  await open();
} catch (failure) {
  if (!(failure instanceof Failure)) {
    // The widget says so itself; the console says why.
    throw failure;
  }
  show(wordsFor(failure));
} finally {
  document.getElementById("starting").hidden = true;
}

async function open() {
  const request = readWidgetRequest(location.search);
  const config = await loadConfig();
  if (!config.widget || request === undefined) {
    // Somebody came here by another way than the button.
    location.replace(HOME);
    return;
  }
  await Promise.all([
    added("link", { rel: "stylesheet", href: WIDGET_STYLE }),
    added("script", { src: WIDGET_SCRIPT }),
  ]);
  const widget = new globalThis.OktaSignIn(widgetOptions(config, request, HOME));
  widget.on("afterRender", () => (document.getElementById("starting").hidden = true));
  await widget.showSignInAndRedirect({ el: PLACE });
}

/** Adds an element to the document, and waits until the browser has loaded what it is for. */
function added(name, attributes) {
  const element = Object.assign(document.createElement(name), attributes);
  return new Promise((loaded, failed) => {
    element.addEventListener("load", loaded);
    element.addEventListener("error", (cause) =>
      failed(new Failure("widget-missing", {}, cause)),
    );
    document.head.append(element);
  });
}

function show({ title, text }) {
  document.getElementById("trouble-title").textContent = title;
  document.getElementById("trouble-text").textContent = text;
  document.getElementById("trouble").hidden = false;
}
