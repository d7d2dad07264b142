/** What every component takes for an icon: one of Lucide, imported by its own path (`@lucide/svelte/icons/check`). */
import type { Component } from 'svelte';

export type Icon = Component<{ size?: number | string; class?: string; strokeWidth?: number | string }>;

/** The few colours that mean something. A word or an icon always stands beside them. */
export type Tone = 'neutral' | 'ok' | 'warn' | 'seal' | 'brand';
