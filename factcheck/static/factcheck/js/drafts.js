// What was typed and not sent yet outlives what else is done on the page, the next claim, a reload and a
// session that ended. It stays in this tab, for this person. Without it the browser's own memory has to do.

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

// The server took it, or shows it beside its refusal. Whoever has to log in first gets it back afterwards.
function forget({ detail: { xhr, requestConfig } }) {
  const wasAnswered = xhr.status < 300 || [409, 422].includes(xhr.status);
  const hasToLogIn = new URL(xhr.responseURL || location.href).pathname.startsWith("/account/");
  if (requestConfig.verb === "post" && wasAnswered && !hasToLogIn) sessionStorage.removeItem(key(requestConfig.path));
}

document.addEventListener("input", keep);
document.addEventListener("htmx:afterRequest", forget);
document.addEventListener("htmx:afterSettle", (event) => event.detail.target === document.body && restore());
restore();
