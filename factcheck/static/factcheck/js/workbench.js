// The workbench: selected text becomes a claim, marks and cards follow each other.
//
// The article element holds the text code point for code point: what is added for people carries data-skip.
// Offsets are Unicode code points, end exclusive; JavaScript counts UTF-16 units, so we convert.
import { say } from "./say.js";

export const CONTEXT_LENGTH = 32; // code points kept before and after a quote (W3C TextQuoteSelector)

const length = (text) => [...text].length;

function textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    return node.hasAttribute("data-skip") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

// The article's text, without what was added for people.
export function articleText(root) {
  return textNodes(root).map((node) => node.data).join("");
}

// Code points of the article before a boundary of a DOM range.
export function offsetOf(root, container, offset) {
  const boundary = document.createRange();
  boundary.setStart(container, offset);
  let count = 0;
  for (const node of textNodes(root)) {
    if (node === container) return count + length(node.data.slice(0, offset));
    if (boundary.comparePoint(node, 0) >= 0) return count;
    count += length(node.data);
  }
  return count;
}

// What a selection says: {start, end, quote, prefix, suffix}, or null when it holds no word.
// White space at either end is left out.
export function selectorFor(root, range) {
  if (!root.contains(range.commonAncestorContainer)) return null;
  const points = [...articleText(root)];
  let start = offsetOf(root, range.startContainer, range.startOffset);
  let end = offsetOf(root, range.endContainer, range.endOffset);
  while (start < end && !points[start].trim()) start += 1;
  while (end > start && !points[end - 1].trim()) end -= 1;
  if (start >= end) return null;
  const slice = (from, to) => points.slice(Math.max(0, from), to).join("");
  return {
    start,
    end,
    quote: slice(start, end),
    prefix: slice(start - CONTEXT_LENGTH, start),
    suffix: slice(end, end + CONTEXT_LENGTH),
  };
}

// The other way: a DOM range over the code points from start to end.
export function rangeFor(root, start, end) {
  const range = document.createRange();
  let count = 0;
  let open = false;
  for (const node of textNodes(root)) {
    const size = length(node.data);
    const unit = (point) => [...node.data].slice(0, point - count).join("").length;
    if (!open && start < count + size) {
      range.setStart(node, unit(start));
      open = true;
    }
    if (open && end <= count + size) {
      range.setEnd(node, unit(end));
      return range;
    }
    count += size;
  }
  return null;
}

// "0-14 15-60" -> [[0, 14], [15, 60]]: the sentences' spans, as the server wrote them.
export function readSpans(text) {
  return (text ?? "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
}

// The sentence to go to from `start` (null: none chosen) by a step of 1 or -1.
export function neighbour(spans, start, step) {
  if (start === null) return step > 0 ? 0 : spans.length - 1;
  const here = spans.findIndex(([from, to]) => start >= from && start < to);
  return Math.min(Math.max(here + step, 0), spans.length - 1);
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

export class Workbench {
  constructor({ article, bar }) {
    Object.assign(this, { article, bar });
    this.spans = readSpans(article.dataset.sentences);
  }

  start() {
    document.addEventListener("selectionchange", () => this.followSelection());
    this.article.addEventListener("keydown", (event) => this.moveBySentence(event));
    document.addEventListener("click", (event) => this.act(event));
  }

  selected() {
    const selection = document.getSelection();
    return selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  }

  followSelection() {
    const range = this.selected();
    const chosen = range && selectorFor(this.article, range);
    this.bar.hidden = !chosen;
    if (!chosen) return;
    // Looked up each time: a swap brings new forms.
    for (const form of document.querySelectorAll("form[data-takes-selection]")) fill(form, chosen);
    this.placeBar(range.getBoundingClientRect());
  }

  // Below the selection, inside the window; the page never moves.
  placeBar(box) {
    const left = Math.min(box.left, document.documentElement.clientWidth - this.bar.offsetWidth - 8);
    this.bar.style.left = `${Math.max(8, left) + scrollX}px`;
    this.bar.style.top = `${box.bottom + 8 + scrollY}px`;
  }

  moveBySentence(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || event.target !== this.article || event.shiftKey || !this.spans.length) return;
    event.preventDefault();
    const range = this.selected();
    const chosen = range && selectorFor(this.article, range);
    const [start, end] = this.spans[neighbour(this.spans, chosen ? chosen.start : null, step)];
    this.select(rangeFor(this.article, start, end));
  }

  select(range) {
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    say(selectorFor(this.article, range).quote);
  }

  act(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest?.("a[data-claim], a[data-step]");
    if (link && this.show(link.dataset.claim ?? this.numberAt(Number(link.dataset.step)))) event.preventDefault();
    if (event.target.closest?.("[data-marks-switch]")) this.article.classList.toggle("marks-off");
  }

  cards() {
    return [...document.querySelectorAll(".card[data-number]")];
  }

  // The number of the claim a step away from the current one; at either end it stays.
  numberAt(step) {
    const cards = this.cards();
    const here = cards.findIndex((card) => card.getAttribute("aria-current") === "true");
    return cards[Math.min(Math.max(here + step, 0), cards.length - 1)]?.dataset.number;
  }

  // Make a claim the current one: its card, its marks, the address. False when it is not on the page.
  show(number) {
    const card = document.getElementById(`c${number}`);
    if (!card) return false;
    for (const other of document.querySelectorAll('.card[aria-current="true"]')) other.removeAttribute("aria-current");
    card.setAttribute("aria-current", "true");
    for (const mark of this.article.querySelectorAll("mark[data-claims]")) {
      mark.classList.toggle("is-current", mark.dataset.claims.split(" ").includes(String(number)));
    }
    const place = document.querySelector("[data-place]");
    if (place) place.textContent = this.cards().indexOf(card) + 1;
    card.scrollIntoView({ block: "nearest" });
    card.querySelector("h3")?.focus({ preventScroll: true });
    const address = new URL(location.href);
    address.searchParams.set("claim", number);
    history.replaceState(null, "", address);
    return true;
  }
}

const article = globalThis.document?.querySelector("[data-workbench]");
if (article) {
  const bar = document.getElementById("selection-bar");
  if (bar) new Workbench({ article, bar }).start();
}
