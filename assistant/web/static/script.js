/** The script that brought the widget: where the service is, and how it is to look. */

/** The script's element; known only while it runs for the first time. */
export const script = document.currentScript ?? document.querySelector('script[src*="/widget"]');

/** Address of the service: what the script's own stands below, a sub-path included. */
export const base = script.src.replace(/\/widget(\/[0-9a-f]+\/widget)?\.js.*$/, "");
