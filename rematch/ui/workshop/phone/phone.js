// The guests' page, one screen at a time; what is kept and sent is in talk.js.

import { AGAIN_MS, MOST, again, ask, choose, forget, keep, look, phone, speak, unknown, whenChanged } from "./talk.js";

const START = 50, COARSE = 10;
const $ = (selector) => document.querySelector(selector);
const [header, main, nav, status, footer] = ["header", "main", "nav", "#status", "footer"].map($);
let drawn = "", shown = "", sure = false;

function h(name, given, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-")) made.setAttribute(key, value);
    else if (value !== false && value != null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((child) => child));
  return made;
}

const w = (name) => phone.said.words[name];
const p = (words, kind) => words && h("p", { class: kind }, words);
const button = (words, onclick, given) => h("button", { type: "button", onclick, ...given }, words);
const title = (words) => h("h1", { tabindex: -1 }, words);
const cards = () => phone.said.cards;
const missing = () => cards().filter((one) => phone.mine.swings[one.group] === undefined).length;

function go(at) {
  phone.note = "";
  keep({ at });
  draw();
}

// ---- screens

function join() {
  const code = new URLSearchParams(location.search).get("code") ?? "";
  const input = h("input", {
    id: "code", inputmode: "numeric", autocomplete: "off", maxlength: 6, pattern: "[0-9]{6}", required: true, value: code,
  });
  const options = Object.entries(phone.said.roles).map(([role, words]) => h("option", { value: role }, words));
  const role = h("select", { id: "role" }, h("option", { value: "" }, w("role_none")), options);
  const enter = async (event) => {
    event.preventDefault();
    const heard = await ask("POST", "join", { code: input.value.trim(), role: role.value || null });
    if (!heard) return;
    phone.note = heard.fault;
    if (heard.ok) {
      keep({ token: heard.data.token });
      history.replaceState(null, "", "/join");
      await look();
    }
    draw();
  };
  nav.append(h("button", { form: "enter", class: "first" }, w("join")));
  return [title(w("title")), p(w("join_text")), h("form", { id: "enter", onsubmit: enter },
    h("label", { for: "code" }, w("code")), input, h("label", { for: "role" }, w("role")), role), p(w("invented"), "small")];
}

function story() {
  const drawing = $("#drawing").content.cloneNode(true), svg = drawing.firstElementChild;
  svg.setAttribute("aria-label", w("drawing"));
  for (const text of svg.querySelectorAll("text")) text.textContent = w(text.dataset.word);
  if (phone.state.stage === "voting") forward(null, "most");
  else nav.append(p(w("wait_start"), "waits"));
  return [step(1), title(w("story_title")), svg, [1, 2, 3, 4].map((k) => p(w(`story_${k}`))), p(w("invented"), "small")];
}

function most() {
  const options = cards().map((one) => h("label", { class: "card pick" },
    h("input", { type: "radio", name: "most", value: one.group, id: `most-${one.group}`, checked: one.group === phone.mine.top,
      onchange: () => choose({ top: one.group, swings: { ...phone.mine.swings, [one.group]: MOST } }) }),
    h("span", null, about(one))));
  forward("story", "others", !phone.mine.top);
  return [step(2), title(w("most_title")), p(w("most_text")), h("fieldset", null, h("legend", { class: "unseen" }, w("most_title")), options),
    p(w("points"), "small")];
}

function weigh() {
  const { mine, state } = phone, top = cards().find((one) => one.group === mine.top);
  if (!top) return most();
  const others = cards().filter((one) => one !== top);
  forward("most", "plan");
  return [step(3), title(w("others_title")), state.round > 1 && p(w("second_text"), "note"), p(w("others_text")),
    h("div", { class: "card top" }, p(w("most_is"), "small"), h("strong", null, top.label)),
    h("label", { class: "switch" }, h("input", { type: "checkbox", id: "fine", checked: Boolean(mine.fine),
      onchange: (event) => { keep({ fine: event.target.checked }); draw(); } }), w("fine")),
    others.map(slider), p(w("points"), "small")];
}

function slider(one) {
  const { mine, state } = phone, id = `value-${one.group}`;
  const output = h("output", { for: id }), before = state.before?.[one.group];
  const input = h("input", { id, type: "range", min: 0, max: MOST, "aria-label": `${w("importance")}: ${one.label}` });
  const show = () => {
    const value = mine.swings[one.group];
    input.step = mine.fine || value % COARSE ? 1 : COARSE;
    input.value = value ?? START;
    input.classList.toggle("unset", value === undefined);
    const words = value === undefined ? w("unset") : `${value} · ${worth(value)}`;
    input.setAttribute("aria-valuetext", words);
    output.textContent = words;
  };
  const set = (value) => {
    const within = Math.max(0, Math.min(MOST, value));
    if (mine.swings[one.group] === within) return;
    choose({ swings: { ...mine.swings, [one.group]: within } });
    show();
  };
  const move = (by) => set(mine.swings[one.group] === undefined ? START : mine.swings[one.group] + by * (mine.fine ? 1 : COARSE));
  input.addEventListener("input", () => set(Number(input.value)));
  input.addEventListener("pointerup", () => set(Number(input.value)));
  show();
  return h("div", { class: "card" }, about(one), output, h("div", { class: "slide" },
    button("−", () => move(-1), { "aria-label": `${one.label}: ${w("less")}` }), input,
    button("+", () => move(1), { "aria-label": `${one.label}: ${w("more")}` })),
    before !== undefined && p(`${w("before")} ${before}`, "small"));
}

function worth(value) {
  const from = [100, 85, 56, 45, 25, 1, 0].find((least) => value >= least);
  return w(`value_${from}`);
}

function about(one) {
  const bar = ({ low, high }) => {
    const inner = h("i");
    inner.style.left = `${low}%`;
    inner.style.width = `${Math.max(2, high - low)}%`;
    return h("span", { class: "bar", "aria-hidden": true }, inner);
  };
  return [h("strong", null, one.label), one.about && h("span", { class: "about" }, one.about),
    one.changes.map((change) => h("span", { class: "change" }, h("span", null, `${change.label}: `, h("b", null, change.said)), bar(change)))];
}

function plan() {
  const left = missing();
  nav.append(button(w("back"), () => go("others")), button(w("send"), () => {
    keep({ at: "sent" });
    choose({ sent: true });
  }, { class: "first", disabled: left > 0 }));
  return [step(4), title(w("plan_title")), left > 0 && p(phone.said.missing[left - 1], "note"), outcome()];
}

function outcome() {
  const { mine, state } = phone;
  if (!mine.step) return p(w("plan_none"));
  if (!state.plan || unknown()) return p(w("plan_pending"), "note");
  return [h("ol", { class: "outcome" }, state.plan.said.map((words) => h("li", null, words))), p(state.plan.proven, "small")];
}

function sent() {
  nav.append(button(w("change"), () => go("others")));
  return [title(w("sent_title")), p(w("sent_text")), h("h2", null, w("plan_title")), outcome()];
}

function closed() {
  const counts = phone.state.ballot.sent;
  return [title(w("closed_title")), p(w(counts ? "closed_sent" : "closed_unsent")), counts && [h("h2", null, w("plan_title")), outcome()]];
}

function revealed() {
  const { reasons, spread } = phone.state;
  const given = reasons.map(({ topic, side, text }) => h("li", null,
    h("span", { class: "small" }, `${cards().find((one) => one.group === topic)?.label} · ${w(`side_${side}`)}`), text));
  return [title(w("revealed_title")), p(w("revealed_text")), p(phone.state.median), spread.map(beside), h("h2", null, w("reasons_title")),
    given.length ? h("ul", { class: "reasons" }, given) : p(w("reasons_none"), "small"), p(w("revealed_next"), "small")];
}

function beside(one) {
  const at = (kind, from, to) => {
    const mark = h("i", { class: kind });
    mark.style.left = `${from}%`;
    if (to !== undefined) mark.style.width = `${to - from}%`;
    return mark;
  };
  const scale = h("div", { class: "scale", "aria-hidden": true }, at("half", one.lower, one.upper), at("middle", one.median),
    one.own !== null && at("dot", one.own));
  return h("section", { class: "card" }, h("h2", null, cards().find(({ group }) => group === one.group)?.label), scale,
    p(`${one.said} ${one.room}`), one.apart && [p(one.apart, "note"), phone.state.stage === "revealed" && reason(one.group)]);
}

function reason(group) {
  const { mine } = phone, id = `reason-${group}`, drafts = mine.drafts;
  const input = h("textarea", { id, maxlength: 280, rows: 3, "aria-describedby": `${id}-hint`,
    oninput: () => keep({ drafts: { ...mine.drafts, [group]: input.value } }) });
  input.value = drafts[group] ?? "";
  const give = async () => {
    if (!input.value.trim()) return;
    const heard = await ask("PUT", "reason", { topic: group, text: input.value.trim() });
    if (heard?.ok) keep({ given: { ...mine.given, [group]: true } });
    phone.note = heard ? heard.fault : w("failed");
    await look();
    draw();
  };
  return [h("label", { for: id }, w("reason_label")), input, p(w("reason_hint"), "small"),
    mine.given[group] && p(w("reason_sent"), "done"), button(w("reason_send"), give)];
}

const ended = () => [title(w("ended_title")), p(w("ended_text")), p(phone.state.median), phone.state.spread.map(beside)];

// ---- around them

const step = (number) => p(phone.said.steps[number - 1], "step");

function forward(back, next, stopped = false) {
  if (back) nav.append(button(w("back"), () => go(back)));
  nav.append(button(w("next"), () => go(next), { class: "first", disabled: stopped }));
}

function top() {
  const { mine, said, state } = phone;
  const others = Object.entries(said.languages).map(([lang, name]) => button(name, () => speak(lang, mine.simple), { lang }));
  const simple = button(w("simple"), () => speak(mine.lang, !mine.simple), { "aria-pressed": Boolean(mine.simple), id: "simple" });
  return [h("span", null, state && state.stage !== "joining" ? state.rounds : ""), h("div", null, others, simple)];
}

function end() {
  if (!phone.mine.token || !phone.state) return [];
  const ask_first = (yes) => () => { sure = yes; draw(); };
  const leave = async () => {
    const heard = await ask("DELETE", "me");
    sure = false;
    if (heard?.ok) forget();
    else phone.note = w("leave_away");
    draw();
  };
  const { closes, deleted, stage } = phone.state;
  return [stage === "voting" && p(closes, "small"), p(deleted, "small"), sure
    ? h("div", { class: "note" }, p(w("leave_sure")), button(w("leave_yes"), leave), button(w("leave_no"), ask_first(false)))
    : button(w("leave"), ask_first(true), { class: "quiet" })];
}

const SCREENS = { join, wait: () => [], story, most, others: weigh, plan, sent, closed, revealed, ended };

function screen() {
  const { mine, state } = phone;
  if (!mine.token) return "join";
  if (!state) return "wait";
  if (state.stage === "joining") return "story";
  return state.stage === "voting" ? mine.at : state.stage;
}

// What a screen shows beside what is chosen on it: only where that has changed it is drawn anew.
function seen(at) {
  const { mine, state } = phone, { plan, stage, round, spread, reasons } = state ?? {};
  const own = { join: 0, most: mine.top, others: [mine.top, mine.fine, round], plan: [plan, unknown(), missing()], sent: [plan, unknown()] };
  return at in own ? own[at] : [stage, spread, reasons, mine.given, plan, state?.ballot.sent];
}

function draw() {
  if (!phone.said) return;
  const { mine, said, state } = phone, at = screen();
  const now = JSON.stringify([at, said.lang, said.words.story_1, sure, state?.rounds, state?.closes, state?.deleted, seen(at)]);
  if (now !== drawn) {
    drawn = now;
    anew(at);
  }
  tell();
}

function anew(at) {
  const { id, selectionStart } = document.activeElement ?? {};
  document.documentElement.lang = phone.said.lang;
  document.title = w("title");
  header.replaceChildren(...top());
  nav.replaceChildren();
  main.replaceChildren(...SCREENS[at]().flat(3).filter(Boolean));
  footer.replaceChildren(...end());
  const again = at === shown && id && document.getElementById(id);
  if (again) {
    again.focus({ preventScroll: true });
    if (again.localName === "textarea") again.setSelectionRange(selectionStart, selectionStart);
  } else if (at !== shown) {
    if (shown) $("h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  shown = at;
}

function tell() {
  const { away, mine, note, state } = phone;
  let words = note;
  if (!words && mine.token && state?.stage === "voting" && mine.step) {
    words = unknown() ? w(away ? "kept_phone" : "saving") : w(mine.sent ? "kept_sent" : "kept");
  }
  if (!note && away) words = [w("away"), unknown() && w("kept_phone")].filter(Boolean).join(" ");
  status.className = note || away ? "note" : "";
  if (status.textContent !== words) status.textContent = words;
}

phone.mine.lang ??= document.documentElement.lang;
whenChanged(draw);
draw();
for (const name of ["online", "pageshow"]) addEventListener(name, again);
document.addEventListener("visibilitychange", () => document.hidden || again());
setInterval(again, AGAIN_MS);
again();
