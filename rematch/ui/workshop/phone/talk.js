// What this phone keeps, and how it speaks with the server: each change is kept here at once, there soon after.

const KEEP = "rematch.workshop", SOON_MS = 150, PLAN_MS = 400, PATIENCE_MS = 8000;
export const AGAIN_MS = 3000, MOST = 100;

const nothing = () => ({ swings: {}, step: 0, known: 0, given: {}, drafts: {} });
const { said = null, state = null, ...rest } = remembered();
export const phone = { mine: { ...nothing(), ...rest }, said, state, away: false, note: "" };
let tag = "", sending = false, looking = false, timer = 0, changed = () => {};

export function whenChanged(draw) { changed = draw; }

function remembered() {
  try { return JSON.parse(localStorage.getItem(KEEP)) ?? {}; } catch { return {}; }
}

export function keep(given = {}) {
  Object.assign(phone.mine, given);
  const all = { ...phone.mine, said: phone.said, state: phone.state };
  try { localStorage.setItem(KEEP, JSON.stringify(all)); } catch { /* a private window: the server keeps it */ }
}

export function forget(note = "") {
  const { lang, simple } = phone.mine;
  Object.assign(phone, { mine: { ...nothing(), lang, simple }, state: null, note });
  tag = "";
  keep();
  changed();
}

// Null where nothing was heard; a token that opens nothing any more is forgotten.
export async function ask(method, path, body, further = {}) {
  const { mine } = phone;
  const headers = { Authorization: `Bearer ${mine.token ?? ""}`, ...further };
  let answer, data = null;
  try {
    answer = await fetch(`/vote/${path}?lang=${mine.lang}&simple=${mine.simple ? 1 : 0}`, {
      method, headers, body: body && JSON.stringify(body), cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
    if (answer.status >= 500) throw answer;
    if (answer.status !== 304) data = await answer.json();
  } catch {
    phone.away = true;
    changed();
    return null;
  }
  phone.away = false;
  if (mine.token && mine === phone.mine && [401, 404].includes(answer.status)) {
    forget(`${data.what} ${data.todo}`);
    return null;
  }
  return { ok: answer.ok, fault: answer.ok || answer.status === 304 ? "" : `${data.what} ${data.todo}`, data, tag: answer.headers.get("ETag") };
}

export async function speak(lang, simple) {
  keep({ lang, simple });
  tag = "";
  const heard = await ask("GET", "words");
  if (heard?.ok) phone.said = heard.data;
  keep();
  changed();
  await look();
}

export async function look() {
  const { mine } = phone;
  if (!mine.token || looking) return;
  looking = true;
  const before = mine.step, heard = await ask("GET", "state", null, { "If-None-Match": tag });
  looking = false;
  if (mine !== phone.mine || !heard) return;
  if (heard.ok) {
    phone.state = heard.data;
    tag = heard.tag;
    if (mine.round !== phone.state.round) begin(phone.state);
    else if (!sending && before === mine.step) settle(phone.state.ballot);
    keep();
  }
  changed();
}

// Another round begins with one's own answers.
function begin({ round, ballot }) {
  const { swings, step, sent } = ballot, { mine } = phone;
  const top = swings[mine.top] === MOST ? mine.top : Object.keys(swings).find((group) => swings[group] === MOST);
  Object.assign(mine, { round, swings: { ...swings }, step, known: step, sent, top, given: {} });
  mine.at = sent ? "sent" : round > 1 ? "others" : mine.at ?? "story";
}

function settle({ swings, step, sent }) {
  const { mine } = phone;
  mine.known = step;
  if (step >= mine.step) Object.assign(mine, { swings: { ...swings }, step, sent });
}

export const unknown = () => phone.mine.step > phone.mine.known;

export async function send() {
  const { mine, state } = phone;
  const open = mine.token && state?.stage === "voting" && state.round === mine.round;
  if (sending || !open || !unknown()) return;
  sending = true;
  const { round, swings, step, sent } = mine;
  const heard = await ask("PUT", "ballot", { round, swings, step, sent });
  sending = false;
  if (mine !== phone.mine || !heard) return;
  if (heard.ok) settle(heard.data);
  else phone.note = heard.fault;
  keep();
  if (heard.ok && unknown()) later();
  else if (heard.ok) setTimeout(look, PLAN_MS);
  changed();
}

export function choose(given) {
  const { mine } = phone;
  phone.note = "";
  keep({ ...given, step: mine.step + 1 });
  later();
  changed();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, SOON_MS);
}

export async function again() {
  if (!phone.said || phone.said.lang !== phone.mine.lang) await speak(phone.mine.lang, phone.mine.simple);
  await send();
  await look();
}
