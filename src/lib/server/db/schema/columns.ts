/** Column shapes that recur: ids, instants, days, JSON. */
import { integer, text } from 'drizzle-orm/sqlite-core';

/** UUIDv7 text made by whoever creates the thing. */
export const id = () => text().primaryKey();
/** Instant: epoch milliseconds, UTC. */
export const instant = () => integer();
/** Day in Vietnam: YYYY-MM-DD. */
export const day = () => text();
/** A JSON document of a known shape. */
export const json = <T>() => text({ mode: 'json' }).$type<T>();
/** Optimistic lock: grows by one with each write. */
export const version = () => integer().notNull().default(1);
