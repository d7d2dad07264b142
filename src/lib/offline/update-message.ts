/** What a page and the service worker say to each other about a new version. */

export const UPDATE_REQUEST = 'thuoc.update';

/** `busy`: a window of this device has an inspection open. */
export type UpdateAnswer = { kind: 'taken' } | { kind: 'busy' };
