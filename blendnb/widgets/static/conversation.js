// The conversation with Python: commands out, one at a time; state in, newest wins.
// While an answer is awaited, what is typed further collects into the next message, so nobody ever
// waits for more than the computing under way, and no queue builds up in the kernel.

const PATIENCE_MS = 4000;
const HEARD = new Set(["state", "charts", "preview"]);

export function conversation(model, onState, onWaiting) {
  const view = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
  let sent = 0;
  let acknowledged = 0;
  let newest = -1;
  let waiting = [];
  let timer = null;
  let closed = false;

  function flush() {
    if (closed || sent > acknowledged || waiting.length === 0) return;
    sent += 1;
    model.send({ view, seq: sent, commands: waiting });
    waiting = [];
    timer ??= setTimeout(() => onWaiting(true), PATIENCE_MS);
  }

  function heard(message) {
    if (!HEARD.has(message.kind)) return;
    const mine = message.answers?.[view];
    const first = mine > acknowledged;
    if (first) {
      acknowledged = mine;
      clearTimeout(timer);
      timer = null;
      onWaiting(false);
    }
    if (message.revision >= newest) {
      newest = message.revision;
      onState(message, { first, settled: waiting.length === 0 && sent === acknowledged });
    }
    flush();
  }

  model.on("msg:custom", heard);
  return {
    send(command) {
      const last = waiting.at(-1);
      if (last?.set && command.set && last.step === command.step) Object.assign(last.set, command.set);
      else if (last && replaces(command, last)) waiting[waiting.length - 1] = command;
      else waiting.push(command);
      flush();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      model.off("msg:custom", heard);
    },
  };
}

// A bar's newest place makes the ones before needless: of a drag that goes on or has ended, and of
// one step that is told again because an arrow key is held down.
function replaces(command, last) {
  if (last.drag !== undefined) return command.drag !== undefined || Boolean(command.edit);
  return Boolean(last.edit && command.edit && last.step && last.step === command.step);
}
