// The connection with Python: commands out, one message at a time; state in, newest wins.
// While an answer is awaited, what is typed further collects into the next message, so nobody ever
// waits for more than the computing under way, and no queue builds up in the kernel.

import { phrase } from "./texts.js";

/** @import { Board, Command, KernelMessage, StudioState, WidgetModel } from "./messages.js" */
/** @typedef {{ send: (command: Command) => void, close: () => void }} Connection */
/** @typedef {{ first: boolean, settled: boolean }} MessageStatus whether it answers something, and whether nothing is under way */

const PATIENCE_MS = 4000;
const MESSAGE_KINDS = new Set(["state", "charts", "preview"]);
const kernelGoneText = () => phrase("the_kernel_was_restarted_run_this");
const PANE_PADDING = 40; // of the pane on the right, left and right
const WIDTH_STEP = 20; // so that a window being resized asks for few new drawings

/**
 * @param {WidgetModel} model
 * @param {(message: any, status: MessageStatus) => void} onMessage
 * @param {(waiting: boolean) => void} onWaiting
 * @returns {Connection}
 */
export function connect(model, onMessage, onWaiting) {
  // Browsers have randomUUID only where the page came over a safe connection.
  const view = crypto.randomUUID?.() ?? String(Math.random());
  let sent = 0;
  let acknowledged = 0;
  let newest = -1;
  /** @type {Command[]} */
  let pending = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let closed = false;

  function flush() {
    if (closed || sent > acknowledged || pending.length === 0) return;
    sent += 1;
    model.send({ view, seq: sent, commands: pending });
    pending = [];
    timer ??= setTimeout(() => onWaiting(true), PATIENCE_MS);
  }

  /** @param {any} message */
  function receive(message) {
    if (!MESSAGE_KINDS.has(message.kind)) return;
    const answered = message.answers?.[view] ?? 0;
    const first = answered > acknowledged;
    if (first) {
      acknowledged = answered;
      clearTimeout(timer);
      timer = undefined;
      onWaiting(false);
    }
    if (message.revision >= newest) {
      newest = message.revision;
      onMessage(message, { first, settled: pending.length === 0 && sent === acknowledged });
    }
    flush();
  }

  model.on("msg:custom", receive);
  return {
    send(command) {
      addCommand(pending, command);
      flush();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      model.off("msg:custom", receive);
    },
  };
}

/**
 * Add a command to those that wait; what it makes needless goes.
 *
 * @param {Command[]} pending
 * @param {Command} command
 */
export function addCommand(pending, command) {
  const last = pending.at(-1);
  if (last?.set && command.set && last.step === command.step) Object.assign(last.set, command.set);
  else if (last && replaces(command, last)) pending[pending.length - 1] = command;
  else pending.push(command);
}

/**
 * A bar's newest place makes the ones before needless: of a drag that goes on or has ended, and of
 * one step that is sent again because an arrow key is held down.
 *
 * @param {Command} command
 * @param {Command} last
 */
function replaces(command, last) {
  if (last.drag !== undefined) return command.drag !== undefined || Boolean(command.edit);
  return Boolean(last.edit && command.edit && last.step && last.step === command.step);
}

/**
 * The state of a studio after a message. The board comes part by part; an old notice stays until an
 * answer to this view or another notice comes.
 *
 * @param {StudioState} state
 * @param {Exclude<KernelMessage, { kind: "vega" | "preview" }>} message
 * @param {boolean} first whether the message answers this view
 * @returns {StudioState}
 */
export function mergedState(state, message, first) {
  const charts = { ...state.charts, ...message.charts };
  if (message.kind === "charts") return { ...state, charts };
  const { notice, board, ...news } = message;
  return {
    ...state,
    ...news,
    charts,
    notice: first || notice ? notice : state.notice,
    ...(board !== undefined && { board: board && /** @type {Board} */ ({ ...state.board, ...board }) }),
  };
}

// ------------------------------------------------------------------------ life of a widget

/**
 * Say hello once the widget stands on the page, send every new width, and say when the kernel is
 * gone.
 *
 * @param {WidgetModel} model
 * @param {HTMLElement} root
 * @param {HTMLElement} results the pane whose width counts
 * @param {Connection} connection
 * @param {(text: string) => void} say
 * @returns {() => void} ends it
 */
export function followLifetime(model, root, results, connection, say) {
  const kernelGone = () => {
    connection.close();
    say(kernelGoneText());
  };
  model.on("comm_live_update", kernelGone);

  // The first measurement is the moment at which the widget stands on the page: the time to say hello.
  let width = 0;
  const observer = new ResizeObserver(() => {
    const available = chartWidth(results.clientWidth || root.clientWidth);
    if (root.clientWidth === 0 || available === width) return;
    connection.send(width === 0 ? { hello: available } : { width: available });
    width = available;
  });
  observer.observe(root);

  return () => {
    observer.disconnect();
    connection.close();
    model.off("comm_live_update", kernelGone);
  };
}

/** @param {number} pane pixels */
export function chartWidth(pane) {
  return Math.floor((pane - PANE_PADDING) / WIDTH_STEP) * WIDTH_STEP;
}
