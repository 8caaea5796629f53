// What the kernel and the browser send each other, and nothing else. The scripts take their types
// from here; nothing of it reaches a page. What the kernel sends is written from its model.

import type { BoardGroup, BoardFrame, ChartsMessage, Figure, LabStateMessage, PreviewMessage, StateMessage, Touchpoint, VegaMessage } from "./kernel.js";

// ------------------------------------------------------------------- from the browser

export type Command = Record<string, any>;

/** Every message of a view: its commands, numbered so that the kernel can say which it has done. */
export interface CommandMessage {
  view: string;
  seq: number;
  commands: Command[];
}

/** A change of the plan, as one step that can be undone. */
export type PlanEdit =
  | { kind: "move"; id: string; start_day: number }
  | { kind: "resize"; id: string; days: number | null }
  | { kind: "batch"; edits: PlanEdit[] };

// ------------------------------------------------------------------- from the kernel

export * from "./kernel.js";

export type KernelMessage = StateMessage | ChartsMessage | PreviewMessage | VegaMessage;
export type LabMessage = LabStateMessage | ChartsMessage;

/** A moment that matters as its boxes show it. */
export interface Moment {
  text?: string;
  measure?: string;
  baseline?: string;
  week?: string | number;
}

/** Pairs of a value and its label. */
export type Pairs = [string, string][];

/** The frame and the order; besides, `row:<id>` holds each row. */
export interface Board {
  frame: BoardFrame;
  order: BoardGroup[];
  [row: `row:${string}`]: Touchpoint;
}

type Parts<Message> = Omit<Message, "kind" | "revision" | "answers">;

/** The state of a studio: the newest of each part. The first message holds what is required here. */
export type StudioState = Omit<Parts<StateMessage>, "board"> &
  Required<Pick<StateMessage, "answers_shown" | "can_undo" | "can_redo" | "guide" | "map" | "pilot">> & {
    board?: Board | null;
    charts?: Record<string, Figure>;
  };

/** The state of the spacing lab. */
export type LabState = Parts<LabStateMessage> &
  Required<Pick<LabStateMessage, "limits" | "controls" | "figures" | "table" | "can_undo" | "can_redo" | "has_plan" | "closed">>;

// ---------------------------------------------------------------- the widget's channel

/** What of anywidget's model the scripts use. */
export interface WidgetModel {
  get(name: string): unknown;
  send(content: unknown, callbacks?: undefined, buffers?: ArrayBuffer[]): void;
  on(event: string, listener: (...values: any[]) => void): void;
  off(event: string, listener: (...values: any[]) => void): void;
}
