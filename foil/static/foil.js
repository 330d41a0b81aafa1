// FOIL Desk. Every page works without this script; it removes waits.
"use strict";

document.documentElement.classList.add("script");

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

function say(words) {
  const status = $("#status");
  status.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { status.textContent = ""; }, 6000);
}

// --- Live forms: the form goes to its data-live address on each pause; the answer is pieces of
// the page, and each replaces the piece of the same id. An answer that is overtaken is dropped.

const PAUSE = 400;
const ENDED = "Your sign-in has ended. Sign in in a new tab; what you wrote is still on this page.";

function live(form) {
  let timer = null, turn = 0, pending = null, shown = "";
  const words = () => new URLSearchParams([...new FormData(form)].filter(([, v]) => typeof v === "string"));
  const send = async () => {
    timer = null;
    const mine = ++turn, body = words(), text = body.toString();
    if (text === shown) return;
    pending?.abort();
    pending = new AbortController();
    try {
      const answer = await fetch(form.dataset.live, { method: "POST", body, signal: pending.signal, headers: { Accept: "text/html" } });
      const pieces = await answer.text();
      if (mine !== turn) return;
      if (answer.status === 401) return say(ENDED);
      if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
      replace(pieces);
      shown = text;
      form.dispatchEvent(new CustomEvent("live", { bubbles: true }));
    } catch (trouble) {
      if (trouble.name !== "AbortError") say("The desk did not answer. What you wrote is still on this page.");
    }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(send, PAUSE); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  shown = words().toString();
}

function replace(pieces) {
  const page = new DOMParser().parseFromString(pieces, "text/html");
  for (const piece of [...page.body.children]) {
    const old = piece.id && document.getElementById(piece.id);
    if (!old) continue;
    if (piece.localName === "input") { old.value = piece.value; continue; }
    const open = $$("details[id][open]", old).map((d) => d.id);
    old.replaceWith(piece);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }
}

// --- Leaving with something unsaved.

const leaving = new Set();

function guard(form) {
  const first = () => new URLSearchParams([...new FormData(form)].map(([k, v]) => [k, v.name ?? v])).toString();
  let kept = first();
  const look = () => (first() === kept ? leaving.delete(form) : leaving.add(form));
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  form.addEventListener("submit", () => leaving.delete(form));
  form.addEventListener("live", () => { if (form.hasAttribute("data-saves")) { kept = first(); look(); } });
}

addEventListener("beforeunload", (event) => { if (leaving.size) event.preventDefault(); });

// --- Copying, to paste into a portal or a mail.

async function copy(button) {
  const from = document.getElementById(button.dataset.copy);
  const text = from.value ?? from.textContent;
  try {
    await navigator.clipboard.writeText(text);
    say("Copied.");
  } catch {
    const range = document.createRange();
    range.selectNodeContents(from);
    getSelection().removeAllRanges();
    from.select ? from.select() : getSelection().addRange(range);
    say("Marked: press Ctrl-C to copy.");
  }
}

// --- Dropping files on a place that takes them.

const MOST = 100 * 1024 * 1024;
const TOO_MUCH = "A form takes at most 100 MiB. Put a larger file in with foil file on the machine that runs the desk.";

function tooLarge(input) {
  const heavy = [...input.files].reduce((sum, file) => sum + file.size, 0);
  if (heavy <= MOST) return false;
  say(TOO_MUCH);
  input.value = "";
  return true;
}

function drop(place) {
  const input = $("input[type=file]", place);
  const over = (on) => (event) => { event.preventDefault(); place.classList.toggle("over", on); };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    if (!input.files.length || tooLarge(input)) return;
    const names = [...input.files].map((file) => file.name).join(", ");
    say(`Ready to store: ${names}`);
  });
}

// Files dropped on a request go to its tray, on an entry of its timeline to that entry.

function bringing(place) {
  let marked = null;
  const mark = (entry) => { marked?.classList.remove("over"); marked = entry; marked?.classList.add("over"); };
  const entryOf = (event) => event.target.closest("[data-event]");
  const ours = (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest(".drop");
  place.addEventListener("dragover", (event) => { if (ours(event)) mark(entryOf(event)); });
  place.addEventListener("dragleave", () => mark(null));
  place.addEventListener("drop", (event) => {
    mark(null);
    if (ours(event)) bring(place.dataset.bring, entryOf(event)?.dataset.event, [...event.dataTransfer.files]);
  });
}

async function bring(address, entry, files) {
  if (files.reduce((sum, file) => sum + file.size, 0) > MOST) return say(TOO_MUCH);
  const body = new FormData();
  body.append("csrf_token", $("[name=csrf_token]").value);
  body.append(...(entry ? ["event", entry] : ["unfiled", "yes"]));
  for (const file of files) body.append("files", file);
  say("Storing…");
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    say(($(".problems li", page) ?? $("main p", page))?.textContent ?? "Not stored.");
  } catch {
    say("The desk did not answer; nothing was stored.");
  }
}

// A file dropped beside such a place must not replace the page, nor what was written on it.
for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

// --- Finding as you type in a list that is whole on the page: what does not hold the words is hidden.

function narrows(box) {
  const place = document.getElementById(box.dataset.narrows);
  const rows = $$("[data-words]", place), folds = $$("details", place);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.words.includes(word));
    for (const fold of folds) {
      fold.hidden = !$("[data-words]:not([hidden])", fold);
      fold.open = words.length > 0;
    }
    for (const other of $$("[data-unnarrowed]")) other.hidden = words.length > 0;
    const none = $("[data-none]", place);
    if (none) none.hidden = rows.some((row) => !row.hidden);
  });
}

// --- Single keys.

const KEYS = {
  "/": () => find(),
  j: () => step(1),
  k: () => step(-1),
  a: () => act(),
  n: () => go(".top .btn.main"),
  "?": () => $("#key-list")?.showModal(),
};
const GO = { t: '.dock a:nth-of-type(1)', r: '.dock a:nth-of-type(2)', d: '.dock a:nth-of-type(4)' };
let going = 0;

function go(selector) {
  const link = $(selector);
  if (link) location.assign(link.href);
}

function find() {
  const box = $("[data-find]");
  if (box) { box.focus(); box.select(); } else location.assign(`${$(GO.r).href}?find=`);
}

function rows() { return $$("[data-row]").filter((row) => row.offsetParent !== null); }

function rowHere(all) { return all.findIndex((row) => row.contains(document.activeElement)); }

function step(by) {
  const all = rows();
  if (!all.length) return;
  const here = rowHere(all);
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by));
  const link = $("[data-open]", all[next]) ?? $("a", all[next]);
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

function act() {
  const all = rows(), here = rowHere(all);
  const thing = (here >= 0 && $("[data-primary]", all[here])) || $("[data-primary]");
  thing?.click();
}

function typing(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type));
}

addEventListener("keydown", (event) => {
  if (!document.body.hasAttribute("data-shortcuts")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || $("dialog[open]")) return;
  if (going && Date.now() - going < 1500 && GO[event.key]) { event.preventDefault(); going = 0; go(GO[event.key]); return; }
  going = event.key === "g" ? Date.now() : 0;
  if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
});

// --- One press is enough: a form that is on its way is not sent twice.

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000); // an answer that is a download leaves the page here
});
addEventListener("pageshow", () => { for (const form of $$("form[data-sent]")) delete form.dataset.sent; });

function start() {
  $$("form[data-live]").forEach(live);
  $$("form[data-guard]").forEach(guard);
  $$(".drop").forEach(drop);
  $$("[data-bring]").forEach(bringing);
  $$("[data-narrows]").forEach(narrows);
  $(".problems")?.focus();
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copy(button);
    for (const open of $$(".dock details[open]")) if (!open.contains(event.target)) open.open = false;
  });
}
start();
