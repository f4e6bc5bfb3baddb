// What the house adds to the text editor: alignment as a class (never a style), and clean pastes from Word and WPS.
// The server cleans again when the article is saved (openxian.core.html); this lets the writer see it at once.

import { Extension } from "django-prose-editor/editor";

const sides = { center: "居中", right: "右对齐" };
const aligned = ["paragraph", "heading"];

function sideOf(element) {
  const said = (element.getAttribute("align") || "").toLowerCase();
  const marked = [...element.classList].find((name) => name.startsWith("align-"))?.slice("align-".length);
  const side = said || marked;
  return side in sides ? side : null;
}

export const Align = Extension.create({
  name: "align",

  addGlobalAttributes() {
    const align = {
      default: null,
      parseHTML: sideOf,
      renderHTML: ({ align: side }) => (side ? { class: `align-${side}` } : {}),
    };
    return [{ types: aligned, attributes: { align } }];
  },

  addMenuItems({ buttons, menu }) {
    for (const [side, title] of Object.entries(sides)) {
      const isActive = (editor) => aligned.some((type) => editor.isActive(type, { align: side }));
      menu.defineItem({
        name: `align:${side}`,
        groups: "textAlign",
        button: buttons.material(`format_align_${side}`, title),
        active: isActive,
        command(editor) {
          const value = isActive(editor) ? null : side;
          const chain = editor.chain().focus();
          aligned.forEach((type) => chain.updateAttributes(type, { align: value }));
          chain.run();
        },
      });
    }
  },
});

export const OfficePaste = Extension.create({
  name: "officePaste",
  transformPastedHTML: (html) => tidy(html),
});

/** Office HTML as plain HTML: no comments, no o:p, lists that are lists, headings that start at two. */
export function tidy(html) {
  // a style the policy forbids cannot be read either, so it is parsed under another name
  const noise = /<!--[\s\S]*?-->|<!\[[^\]]*\]>|<style[\s\S]*?<\/style\s*>/gi;
  const plain = html.replace(noise, "").replace(/\sstyle\s*=/gi, " data-style=");
  const page = new DOMParser().parseFromString(plain, "text/html");
  page.querySelectorAll("style, meta, link, title, script, xml, col, colgroup").forEach((node) => node.remove());
  page.querySelectorAll("*").forEach((node) => {
    if (node.localName.includes(":")) node.replaceWith(...node.childNodes);
  });
  page.querySelectorAll("h1").forEach((heading) => rename(heading, "h2"));
  page.querySelectorAll("h5, h6").forEach((heading) => rename(heading, "h4"));
  gatherLists(page);
  page.querySelectorAll("[data-style]").forEach(keepMeaning);
  page.querySelectorAll("p").forEach((paragraph) => {
    if (!paragraph.textContent.trim() && !paragraph.closest("td, th") && !paragraph.querySelector("img, br")) paragraph.remove();
  });
  return page.body.innerHTML;
}

/** What a style says that a reader needs: alignment, bold, italic, underline; the rest was decoration. */
function keepMeaning(node) {
  const style = node.dataset.style.toLowerCase();
  delete node.dataset.style;
  const side = /text-align:\s*(center|right|end)/.exec(style)?.[1];
  if (side) node.setAttribute("align", side === "end" ? "right" : side);
  if (node.localName !== "span") return;
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) wrap(node, "strong");
  if (/font-style:\s*italic/.test(style)) wrap(node, "em");
  if (/text-decoration[^;]*underline/.test(style)) wrap(node, "u");
}

function wrap(node, name) {
  const inside = node.ownerDocument.createElement(name);
  inside.append(...node.childNodes);
  node.append(inside);
}

function rename(node, name) {
  const other = node.ownerDocument.createElement(name);
  other.append(...node.childNodes);
  node.replaceWith(other);
}

/** Word writes a list as paragraphs with mso-list and the number typed in; neighbours become one list. */
function gatherLists(page) {
  let list = null;
  for (const paragraph of [...page.querySelectorAll("p")]) {
    if (!/mso-list/.test(paragraph.dataset.style ?? "")) {
      list = null;
      continue;
    }
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));
    const numbered = /[0-9a-z一二三四五六七八九十]/i.test(marker?.textContent ?? "");
    marker?.remove();
    const name = numbered ? "ol" : "ul";
    if (!list || list.localName !== name || list.nextElementSibling !== paragraph) {
      list = page.createElement(name);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    list.append(item);
    item.append(paragraph);
  }
}
