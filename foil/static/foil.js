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

// What a form holds. The words a box was drawn with are left out where it has them still: they are half of a letter's.
function wordsOf(form) {
  const words = new URLSearchParams([...new FormData(form)].filter(([, v]) => typeof v === "string"));
  const one = (text) => text.replace(/\r\n/g, "\n").trim();
  for (const name of [...words.keys()].filter((each) => each.startsWith("words-"))) {
    const was = name.replace("words-", "was-");
    if (words.has(was) && one(words.get(was)) === one(words.get(name))) { words.delete(was); words.set("as-drawn", "yes"); }
  }
  return words;
}

function live(form) {
  let timer = null, turn = 0, pending = null, shown = "";
  const send = async () => {
    timer = null;
    const mine = ++turn, body = wordsOf(form), text = body.toString();
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
    } catch (trouble) {
      if (trouble.name !== "AbortError") say("The desk did not answer. What you wrote is still on this page.");
    }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(send, PAUSE); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  shown = wordsOf(form).toString();
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

// --- Lists: a form of questions whose answer is the same page; what data-seek names of it is put
// in place, and the address says what was asked.

function seek(form) {
  let timer = null, turn = 0;
  const ask = async () => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== ""));
    const address = `${form.action.split("?")[0]}?${asked}`.replace(/\?$/, ""), mine = ++turn;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (answer.redirected) return say(ENDED);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      for (const id of form.dataset.seek.split(" ")) {
        const fresh = page.getElementById(id), old = document.getElementById(id);
        if (fresh && old) old.replaceWith(fresh);
      }
      history.replaceState(null, "", address);
      ticked();
      say($("#counted")?.textContent ?? "");
    } catch {
      say("The desk did not answer; press Show to try again.");
    }
  };
  const soon = (pause) => { clearTimeout(timer); timer = setTimeout(ask, pause); };
  form.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
}

// --- Rows to tick, and how many are.

function ticked() {
  const said = $("[data-ticked]"), boxes = $$("[data-tick]");
  if (!said) return;
  const count = boxes.filter((box) => box.checked).length;
  said.textContent = count ? `${count} ticked:` : "None ticked yet:";
  const all = $("[data-tick-all]");
  if (all) { all.checked = count > 0 && count === boxes.length; all.indeterminate = count > 0 && count < boxes.length; }
}

addEventListener("change", (event) => {
  if (event.target.matches?.("[data-tick-all]")) for (const box of $$("[data-tick]")) box.checked = event.target.checked;
  if (event.target.matches?.("[data-tick], [data-tick-all]")) ticked();
});

function tick() {
  const all = rows(), here = rowHere(all);
  const box = here >= 0 && $("[data-tick]", all[here]);
  if (box) { box.checked = !box.checked; ticked(); }
}

// --- Leaving with something unsaved.

const leaving = new Set();

function guard(form) {
  const first = () => new URLSearchParams([...new FormData(form)].map(([k, v]) => [k, v.name ?? v])).toString();
  const kept = first();
  const look = () => (first() === kept ? leaving.delete(form) : leaving.add(form));
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  form.addEventListener("submit", () => leaving.delete(form));
}

addEventListener("beforeunload", (event) => { if (leaving.size) event.preventDefault(); });

// --- Drafts that save themselves: after a while of quiet, when the form is left, when the page is. A preview saves nothing.

const QUIET = 2000;
const AGAIN = 10000; // milliseconds until a desk that did not answer is asked again
const OUTLIVES = 60000; // bytes a browser still sends once the page is gone; it takes no more than 64 KiB

class Draft {
  constructor(form) {
    Object.assign(this, { form, typed: 0, saved: 0, refused: 0, sending: null, timer: null });
    form.addEventListener("input", () => this.changed());
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) this.save(); });
    addEventListener("visibilitychange", () => { if (document.hidden) this.leave(); });
    addEventListener("beforeunload", () => this.leave());
    addEventListener("pagehide", () => this.leave());
    addEventListener("submit", (event) => this.pressed(event), true);
  }

  get open() { return this.typed !== this.saved; }

  // What the desk has refused is not sent again until it is another.
  get due() { return this.open && this.typed !== this.refused; }

  changed() {
    this.typed++;
    this.tell("Not saved yet.");
    this.later(QUIET);
  }

  tell(words) {
    const saved = $("#saved");
    saved.textContent = words;
    saved.className = "";
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // One after the other, so that an older state never comes to lie over a newer one.
  async save() {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (this.due) await this.send();
  }

  leave() {
    clearTimeout(this.timer);
    if (this.due && !this.sending) this.send();
  }

  send() {
    this.sending = this.sent(this.typed, wordsOf(this.form)).finally(() => { this.sending = null; });
    return this.sending;
  }

  async sent(typed, body) {
    const keepalive = body.toString().length < OUTLIVES;
    if (!keepalive) leaving.add(this);
    try {
      const answer = await fetch(this.form.dataset.saves, { method: "POST", body, keepalive, headers: { Accept: "text/html" } });
      if (answer.ok || [409, 422].includes(answer.status)) replace(await answer.text());
      if (!answer.ok) return this.unsaved(answer.status, typed);
      this.saved = typed;
      leaving.delete(this);
      if (this.open) this.tell("Not saved yet.");
    } catch {
      this.unsaved(0, typed);
    }
  }

  unsaved(status, typed) {
    leaving.add(this);
    if ([409, 422].includes(status)) { this.refused = typed; return; } // the answer says why
    this.tell("Not saved yet.");
    say(status === 401 ? ENDED : "The desk did not answer. What you wrote is still on this page.");
    if (status !== 401) this.later(AGAIN);
  }

  // The form's own buttons save what it holds; another form on the page goes once the draft is saved.
  async pressed(event) {
    const form = event.target, own = form === this.form;
    if (!this.sending && (own || !this.open)) return own && this.took(event.submitter);
    event.preventDefault();
    event.stopImmediatePropagation();
    own ? await this.sending : await this.save();
    if (own || !this.open) form.requestSubmit(event.submitter);
  }

  took(button) {
    clearTimeout(this.timer);
    this.saved = this.typed;
    leaving.delete(this);
    if (button?.name === "then") this.tell("Saved with the file.");
  }
}

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

// --- Large files: sent in pieces, each answered once it is safe on the desk's disk. After a break, on a page opened
// anew, or once a stopped desk runs again, the same file goes on from there. It comes to the request's tray.

const PIECE = 8 * 1024 * 1024;
const WAITS = [1, 2, 5, 10, 30]; // seconds until it is tried again
const SILENT = [0, 502, 503, 504]; // the desk is away or busy; any other refusal is its last word
const SIGNED_OUT = "Your sign-in has ended. Sign in, open this page again and choose the same file: it goes on from here.";
const WAIT = "A file is still on its way. Let it come, or cancel it, then press again.";
let line = Promise.resolve(); // one file at a time

function bytes(count) {
  const unit = ["bytes", "KB", "MB", "GB"], step = Math.min(3, Math.floor(Math.log10(Math.max(count, 1)) / 3));
  const many = count / 1000 ** step;
  return `${step && many < 10 ? many.toFixed(1) : Math.round(many)} ${unit[step]}`;
}

// A request to the desk: `sent` once all of it is on its way, `answered` once it ended, however it did.
function ask(method, address, body, headers, sending) {
  const call = new XMLHttpRequest();
  call.sent = new Promise((sent) => { call.upload.onloadend = sent; });
  call.answered = new Promise((answered) => { call.onloadend = () => answered(call); });
  call.open(method, address);
  const token = { "X-CSRFToken": $("[name=csrf_token]").value };
  for (const [name, value] of Object.entries({ ...token, ...headers })) call.setRequestHeader(name, value);
  if (sending) call.upload.onprogress = sending;
  call.send(body);
  return call;
}

class Upload {
  constructor(file, begin, list) {
    Object.assign(this, { file, begin, at: 0, state: "sending", calls: new Set() });
    this.row = $("#upload-row").content.firstElementChild.cloneNode(true);
    $("strong", this.row).textContent = file.name;
    $("progress", this.row).setAttribute("aria-label", file.name);
    $("[data-do=cancel]", this.row).setAttribute("aria-label", `Cancel ${file.name}`);
    list.append(this.row);
    this.stored = new Promise((stored) => { this.end = stored; });
    this.row.addEventListener("click", (event) => this[event.target.closest("[data-do]")?.dataset.do]?.());
    this.go();
  }

  get going() { return this.state === "sending"; }

  is(state, words) {
    this.state = this.row.dataset.state = state;
    const button = $("[data-do=turn]", this.row);
    button.textContent = { sending: "Pause", paused: "Go on", stopped: "Try again" }[state];
    button.setAttribute("aria-label", `${button.textContent}: ${this.file.name}`);
    this.tell(words);
    this.going ? leaving.add(this) : leaving.delete(this);
  }

  tell(words) {
    const says = $(".says", this.row);
    if (says.textContent !== words) says.textContent = words;
  }

  show(at) {
    const size = this.file.size, left = ((size - at) * (Date.now() - this.since)) / (at - this.from) / 60000;
    const soon = left < 1 ? "less than a minute left" : `about ${Math.ceil(left)} min left`;
    $("progress", this.row).value = at / size;
    $(".far", this.row).textContent = `${bytes(at)} of ${bytes(size)}${this.going && at > this.from && at < size ? `, ${soon}` : ""}`;
    const quarters = Math.floor((4 * at) / size);
    if (this.going) this.tell(quarters ? `${25 * quarters}% is here.` : "On its way.");
  }

  go() {
    this.is("sending", "Waiting for its turn.");
    line = line.then(() => this.send()).catch(() => this.is("stopped", "It stopped on its way. What is here is kept."));
  }

  turn() {
    if (!this.going) return this.go();
    this.is("paused", "Paused. What is here stays for seven days: go on here, or choose the same file again.");
    this.show(this.at);
    this.hush();
  }

  async cancel() {
    this.state = "gone";
    leaving.delete(this);
    delete this.row.dataset.state;
    this.row.hidden = true;
    this.hush();
    say(`${this.file.name} does not come.`);
    if (this.address) await this.ask("POST", `${this.address}/discard`).answered;
    this.row.remove();
    this.end(null);
  }

  ask(...how) {
    const call = ask(...how);
    this.calls.add(call);
    call.answered.then(() => this.calls.delete(call));
    return call;
  }

  hush() {
    for (const call of this.calls) call.abort();
    this.wake?.();
  }

  // Until it is stored, paused or refused: where does the next piece begin? Then piece after piece from there.
  async send() {
    for (let tries = 0; this.going; tries++) {
      const last = await this.find() ?? await this.pieces(() => { tries = 0; }) ?? await this.finish();
      if (!last || !this.going) return;
      if (last.status === 409) continue;
      if (!SILENT.includes(last.status)) return this.refused(last);
      await this.wait(WAITS[Math.min(tries, WAITS.length - 1)]);
    }
  }

  async find() {
    const told = new URLSearchParams({ name: this.file.name, stamp: this.file.lastModified });
    const call = this.address ? this.ask("GET", this.address) : this.ask("POST", this.begin, told, { "Upload-Length": this.file.size });
    await call.answered;
    if (call.status >= 300 || !call.status) return call;
    this.address ??= call.getResponseHeader("Location");
    $(`[data-address="${this.address}"]`)?.remove();
    this.at = this.from = Number(call.getResponseHeader("Upload-Offset"));
    this.since = Date.now();
    this.show(this.at);
  }

  // While the desk puts one piece on its disk, the next is on its way.
  async pieces(arrived) {
    let before = null;
    for (let at = this.at; this.going && at < this.file.size; at += PIECE) {
      const call = this.piece(at);
      await Promise.race([call.sent, call.answered]);
      if (before && !await this.took(before, arrived)) { call.abort(); return before; }
      before = call;
    }
    if (before && !await this.took(before, arrived)) return before;
  }

  async took(call, arrived) {
    await call.answered;
    if (call.status !== 204) return false;
    this.at = Number(call.getResponseHeader("Upload-Offset"));
    arrived();
    return true;
  }

  piece(at) {
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": at };
    const piece = this.file.slice(at, at + PIECE);
    return this.ask("POST", this.address, piece, headers, (event) => this.going && this.show(at + Math.min(event.loaded, piece.size)));
  }

  async finish() {
    if (!this.going) return;
    this.tell("All of it is here. It is being checked and stored.");
    const call = this.ask("POST", `${this.address}/finish`);
    await call.answered;
    if (call.status !== 200) return call;
    this.state = "stored";
    leaving.delete(this);
    delete this.row.dataset.state;
    const box = new DOMParser().parseFromString(call.responseText, "text/html").body.firstElementChild;
    this.row.replaceChildren(box);
    box.dispatchEvent(new Event("change", { bubbles: true }));
    say(`${this.file.name} is stored.`);
    this.end($("input", box).value);
  }

  refused(call) {
    const page = new DOMParser().parseFromString(call.responseText, "text/html");
    const says = $("main p:not(.flash)", page)?.textContent ?? "The desk did not take it.";
    this.is("stopped", [400, 401].includes(call.status) ? SIGNED_OUT : says);
    $("[data-do=turn]", this.row).hidden = call.status === 413; // it will not get smaller
  }

  wait(seconds) {
    this.tell(`The desk does not answer. It is tried again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`);
    return new Promise((over) => {
      this.wake = over;
      setTimeout(over, 1000 * seconds);
      addEventListener("online", over, { once: true });
    });
  }
}

// Sends the large ones of these files: all of them where a form could not take them together.
function sendLarge(files, begin, list) {
  const large = tooMuch(files) ? files : files.filter((file) => file.size > PIECE);
  return large.map((file) => new Upload(file, begin, list));
}

function goOn(input) {
  const row = input.closest(".upload"), [file] = input.files, form = $("form .drop[data-uploads]");
  input.value = "";
  if (!file) return;
  if (file.name !== row.dataset.name || file.size !== Number(row.dataset.size)) return say(`That is another file. Choose ${row.dataset.name}.`);
  row.remove();
  if (form) new Upload(file, form.dataset.uploads, $(".uploads", form));
  else bring($("[data-bring]"), null, [file]);
}

// --- Dropping files on a place that takes them.

const MOST = 100 * 1024 * 1024;
const TOO_MUCH = "A form takes at most 100 MiB. Put a larger file in with foil file on the machine that runs the desk.";

function tooMuch(files) { return files.reduce((sum, file) => sum + file.size, 0) > MOST; }

function chosen(input, place) {
  const files = [...input.files], begin = place.dataset.uploads, rest = new DataTransfer();
  if (!begin && tooMuch(files)) { input.value = ""; return say(TOO_MUCH); }
  const large = begin ? sendLarge(files, begin, $(".uploads", place)).map((upload) => upload.file) : [];
  for (const file of files) if (!large.includes(file)) rest.items.add(file);
  if (large.length) input.files = rest.files;
  if (rest.files.length) say(`Ready to store: ${[...rest.files].map((file) => file.name).join(", ")}`);
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
  input.addEventListener("change", () => chosen(input, place));
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
    if (ours(event)) bring(place, entryOf(event)?.dataset.event, [...event.dataTransfer.files]);
  });
}

async function bring(place, entry, files) {
  const uploads = sendLarge(files, place.dataset.uploads, $(".uploads", place)), large = uploads.map((upload) => upload.file);
  const stored = (await Promise.all(uploads.map((upload) => upload.stored))).filter(Boolean);
  const small = files.filter((file) => !large.includes(file));
  if (!small.length && !stored.length) return;
  const body = new FormData();
  body.append("csrf_token", $("[name=csrf_token]").value);
  body.append(...(entry ? ["event", entry] : ["unfiled", "yes"]));
  for (const id of stored) body.append("tray", id);
  for (const file of small) body.append("files", file);
  say("Storing…");
  try {
    const answer = await fetch(place.dataset.bring, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return $(".upload[data-state]") ? say("Stored.") : location.reload();
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

// --- A file dropped on any other page came from an agency: it is taken in, then filed.

function anywhere(place) {
  const says = $(".says", place), bar = $("progress", place), asks = says.textContent;
  const ours = (event) => event.dataTransfer?.types.includes("Files") && !event.target.closest?.(".drop, [data-bring]");
  const rest = () => { place.hidden = true; bar.hidden = true; says.textContent = asks; };
  addEventListener("dragover", (event) => { if (bar.hidden) place.hidden = !ours(event); });
  addEventListener("dragleave", (event) => { if (bar.hidden && !event.relatedTarget) rest(); });
  addEventListener("drop", (event) => {
    if (!bar.hidden) return;
    rest();
    const files = [...event.dataTransfer?.files ?? []];
    if (ours(event) && files.length) takeIn(place, files, rest);
  });
}

function takeIn(place, files, rest) {
  if (tooMuch(files)) return say(TOO_MUCH);
  const says = $(".says", place), bar = $("progress", place), call = new XMLHttpRequest(), body = new FormData();
  body.append("csrf_token", $("[name=csrf_token]").value);
  body.append("script", "yes");
  for (const file of files) body.append("files", file);
  says.textContent = files.length === 1 ? `Taking in ${files[0].name}…` : `Taking in ${files.length} files…`;
  bar.value = 0;
  place.hidden = bar.hidden = false;
  call.upload.addEventListener("progress", (event) => {
    bar.value = event.total ? event.loaded / event.total : 0;
    if (event.loaded === event.total) { bar.removeAttribute("value"); says.textContent = "Kept. Reading what it says…"; }
  });
  call.addEventListener("load", () => {
    if (call.status === 200) return location.assign(call.responseText);
    const page = new DOMParser().parseFromString(call.responseText, "text/html");
    rest();
    say($(".problems li", page)?.textContent ?? $("main p", page)?.textContent ?? "It was not taken in.");
  });
  call.addEventListener("error", () => { rest(); say("The desk did not answer; nothing is known to be kept. Drop it again: what is here already stays one."); });
  call.open("POST", place.dataset.intake);
  call.send(body);
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
  x: () => tick(),
  l: () => nothing(),
  n: () => go(".top .btn.main"),
  "]": () => go("main a[rel=next]"),
  "[": () => go("main a[rel=prev]"),
  "?": () => $("#key-list")?.showModal(),
};
const GO = { t: '.dock a:nth-of-type(1)', r: '.dock a:nth-of-type(2)', d: '.dock a:nth-of-type(4)' };
let going = 0;

function go(selector) {
  const link = $(selector);
  if (link) location.assign(link.href);
}

function find() {
  const box = $$("[data-find], [data-find-all]").filter((each) => each.offsetParent !== null).at(-1);
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
  if (thing && typing(thing)) thing.focus(); else thing?.click();
}

function nothing() {
  const all = rows(), here = rowHere(all);
  if (here >= 0) $("[data-nothing]", all[here])?.click();
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

// --- A form that Enter must not send: its main button does, and Ctrl-Enter from anywhere on the page.

addEventListener("keydown", (event) => {
  const careful = $("form[data-careful]");
  if (!careful || event.key !== "Enter" || event.isComposing || $("dialog[open]")) return;
  const at = event.target.closest?.("form");
  if (event.ctrlKey || event.metaKey) {
    if (at && at !== careful) return;
    event.preventDefault();
    $(".btn.main", careful).click();
  } else if (at === careful && event.target.matches("input:not([type=submit], [type=button]), select")) event.preventDefault();
});

// --- One press is enough: a form that is on its way is not sent twice.

addEventListener("submit", (event) => {
  if (!$(".upload[data-state]", event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(WAIT);
}, true);

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000); // an answer that is a download leaves the page here
});
addEventListener("pageshow", () => { for (const form of $$("form[data-sent]")) delete form.dataset.sent; });

// --- What is read in the background: the same page is asked for now and then, and what is data-fresh
// of it is put in its place. Nothing in those places takes the focus, so none is lost.

async function fresh() {
  if (!$("[data-fresh][data-going]")) return;
  if (document.visibilityState === "visible") try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok) for (const old of $$("[data-fresh]")) {
      const made = page.getElementById(old.id);
      if (made && made.textContent !== old.textContent) old.replaceChildren(...made.childNodes);
      if (made) old.toggleAttribute("data-going", made.hasAttribute("data-going"));
    }
  } catch { /* away for a moment: asked again */ }
  setTimeout(fresh, 4000);
}

function start() {
  $$("form[data-live]").forEach(live);
  $$("form[data-seek]").forEach(seek);
  ticked();
  $$("form[data-guard]").forEach(guard);
  $$("form[data-saves]").forEach((form) => new Draft(form));
  $$(".drop").forEach(drop);
  $$("[data-bring]").forEach(bringing);
  $$("[data-intake]").forEach(anywhere);
  for (const input of $$("[data-go-on]")) input.addEventListener("change", () => goOn(input));
  $$("[data-narrows]").forEach(narrows);
  setTimeout(fresh, 4000);
  $(".problems")?.focus();
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) copy(button);
    for (const open of $$(".dock details[open]")) if (!open.contains(event.target)) open.open = false;
  });
}
start();
