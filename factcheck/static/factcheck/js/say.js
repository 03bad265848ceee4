// One place where the page speaks: the status region, read out by screen readers.
export function say(text) {
  const said = document.querySelector("[data-said]");
  if (said) said.textContent = text;
}
