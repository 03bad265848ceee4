// What was typed and not taken yet outlives what else is done on the page, a refusal, the next claim, a reload
// and a session that ended. It stays in this tab, for this person. Without it the browser's memory has to do.

const FORMS = "[hx-boost] form:has(textarea:not([readonly]))";
const NOT_TYPED = ["csrfmiddlewaretoken", "back"];

const key = (address) => `draft ${document.body.dataset.person ?? ""} ${address}`;
const keyOf = (form) => key(form.getAttribute("action"));

function keep({ target }) {
  const form = target.form;
  if (!form?.matches(FORMS)) return;
  const typed = [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
}

// Puts what was typed back where it stood, and opens what it stands in.
export function restore() {
  for (const form of document.querySelectorAll(FORMS)) {
    const kept = sessionStorage.getItem(keyOf(form));
    if (!kept) continue;
    for (const [name, value] of JSON.parse(kept)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }
}

// Dropped once the server took it. A refusal shows the row as it is now: what was read before (hidden) goes.
function settle({ detail: { elt, xhr, requestConfig } }) {
  const at = key(requestConfig.path);
  const kept = requestConfig.verb === "post" && sessionStorage.getItem(at);
  if (!kept || new URL(xhr.responseURL || location.href).pathname.startsWith("/account/")) return;
  const isTyped = ([name]) => elt.elements.namedItem(name)?.type !== "hidden";
  if (xhr.status >= 200 && xhr.status < 300) sessionStorage.removeItem(at);
  else if ([409, 422].includes(xhr.status)) sessionStorage.setItem(at, JSON.stringify(JSON.parse(kept).filter(isTyped)));
}

document.addEventListener("input", keep);
document.addEventListener("htmx:afterRequest", settle);
document.addEventListener("htmx:afterSettle", (event) => event.detail.target === document.body && restore());
restore();
