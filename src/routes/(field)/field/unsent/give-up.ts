/** What somebody wants to give up: what it is in words, what goes with it, and how it is done. */
export interface GivingUp {
	what: string;
	alongWith: number;
	give: (reason: string) => boolean | Promise<boolean>;
}
