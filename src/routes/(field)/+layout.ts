/** The tablet's pages are drawn on the tablet: they must open, and go on working, with no server behind them. */
export const ssr = false;
