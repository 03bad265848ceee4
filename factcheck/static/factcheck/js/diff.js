// The change that the address names is the current one: the keys for the next and the previous start there.
function mark() {
  const current = document.getElementById(location.hash.slice(1));
  if (!current?.classList.contains("change")) return;
  for (const change of document.querySelectorAll(".change[aria-current]")) change.removeAttribute("aria-current");
  current.setAttribute("aria-current", "true");
  current.focus({ preventScroll: true });
}

addEventListener("hashchange", mark);
mark();
