/** What pages and the service worker call the wish to be woken. */
export const WAKE_TAG = 'thuoc-send';
