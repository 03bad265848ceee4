// Handing in an article: a file that is dropped, and text that is pasted with its links.
// Without it the file is chosen by its field and the links are written by hand.

const BLOCKS = "p,div,section,article,header,footer,aside,main,h1,h2,h3,h4,h5,h6,blockquote,pre,figure,figcaption,table,tr,ul,ol,dl,dt,dd,hr";
const UNREAD = "script,style,template,noscript,head";

// What copied HTML says as text, a blank line between its blocks, and where its links lead.
export function read(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll(UNREAD)) one.remove();
  const links = [...page.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).filter((href) => /^https?:/i.test(href));
  for (const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
    if (!walker.currentNode.parentElement.closest("pre")) walker.currentNode.data = walker.currentNode.data.replace(/\s+/g, " ");
  }
  for (const item of page.querySelectorAll("li")) item.before("\n"), item.prepend("- ");
  for (const line of page.querySelectorAll("br")) line.replaceWith("\n");
  for (const cell of page.querySelectorAll("td + td, th + td, th + th")) cell.before(" | ");
  for (const block of page.querySelectorAll(BLOCKS)) {
    const gap = block.localName === "tr" ? "\n" : "\n\n";
    block.before(gap);
    block.after(gap);
  }
  const text = page.body.textContent.replace(/[^\S\n]*\n[^\S\n]*/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
  return { text, links: [...new Set(links)] };
}

// Links that are new go to the end of the field that lists them, one a line.
function note(links, field) {
  const known = field.value.split(/\s+/).filter(Boolean);
  field.value = [...new Set([...known, ...links])].join("\n");
}

function paste(event) {
  const field = event.target.closest?.("textarea[name=text]");
  const html = event.clipboardData?.getData("text/html");
  if (!field || !html) return;
  const { text, links } = read(html);
  if (!text) return;
  event.preventDefault();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  note(links, field.form.elements.links);
}

function take(file, zone) {
  const form = zone.closest("form");
  const said = zone.querySelector("[aria-live]");
  if (form.elements.text?.value.trim()) {
    said.textContent = zone.dataset.taken;
    return;
  }
  const isFileForm = Boolean(form.elements.file);
  const field = form.elements.file ?? Object.assign(document.createElement("input"), { type: "file", name: "file", hidden: true });
  const carried = new DataTransfer();
  carried.items.add(file);
  field.files = carried.files;
  said.textContent = zone.dataset.chosen.replace("{name}", file.name);
  if (isFileForm) return;
  form.append(field);
  form.action = "?from=file";
  form.enctype = "multipart/form-data";
  form.requestSubmit();
}

document.addEventListener("paste", paste);
for (const zone of document.querySelectorAll("[data-drop]")) {
  const carriesFile = (event) => [...event.dataTransfer.types].includes("Files");
  const over = (is) => zone.classList.toggle("is-over", is);
  zone.addEventListener("dragover", (event) => carriesFile(event) && (event.preventDefault(), over(true)));
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0], zone);
  });
}
