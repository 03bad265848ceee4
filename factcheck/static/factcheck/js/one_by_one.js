// The fast screen by keyboard. Enter brings the evidence to the screen until all of it was there, then signs off.
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
// What Enter presses by itself.
const OWN_ENTER = "a, button, summary, input, textarea, select";

const box = document.getElementById("evidence-read");
const unread = new Set(document.querySelectorAll(".passages--accepted > li"));
const foot = document.querySelector(".foot");

function settle() {
  if (box && !unread.size) box.checked = true;
}

// A passage was on the screen when its end was, above the foot that covers the screen's last part.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    unread.delete(target.closest("li"));
    seen.unobserve(target);
  }
  settle();
}, { rootMargin: `0px 0px -${foot?.offsetHeight ?? 0}px 0px` });
for (const passage of unread) seen.observe(passage.lastElementChild);
settle();

function forward() {
  if (!box) return;
  const next = [...unread][0];
  if (next) next.scrollIntoView({ block: "center" });
  else document.getElementById("sign-off-and-next").click();
}

function answer(field) {
  const place = document.getElementById("return");
  if (!place) return;
  place.open = true;
  document.getElementById(field).focus();
}

const KEYS = {
  j: () => document.getElementById("go-next")?.click(),
  k: () => document.getElementById("go-previous")?.click(),
  r: () => answer("words"),
  v: () => answer("rating"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "Enter") {
    if (event.target.closest?.(OWN_ENTER) && event.target !== box) return;
    event.preventDefault();
    forward();
    return;
  }
  if (event.target.closest?.(FIELDS) || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
