/** How a changed score gets to the server from its editor, and what came of it; what is typed stays with the editor. */
import type { Stage } from '#lib/domain/answer.ts';
import type { AnswerPatch, Choice } from '#lib/domain/conflict.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import { sendEdit, type EditOutcome, type EditPlace } from '#lib/offline/single-edit.ts';

export interface EditedScore {
	place: EditPlace;
	stage: Stage;
	code: string;
}

export class ScoreEdit {
	busy = $state(false);
	outcome = $state.raw<EditOutcome | null>(null);
	private readonly score: () => EditedScore;
	private readonly onsaved: () => Promise<void>;
	private readonly sendOne: typeof sendEdit;

	/** `score` is asked anew at each sending: the page may show a newer version by then. */
	constructor(score: () => EditedScore, onsaved: () => Promise<void>, sendOne = sendEdit) {
		this.score = score;
		this.onsaved = onsaved;
		this.sendOne = sendOne;
	}

	async save(patch: AnswerPatch): Promise<void> {
		const { place, stage, code } = this.score();
		await this.send(place, { type: 'answer.set', payload: { stage, code, patch } });
	}

	/** The other value stands until somebody chooses; both are kept at the server. */
	async choose(choice: Choice): Promise<void> {
		if (this.outcome?.kind !== 'conflict') return;
		const { place, stage } = this.score();
		const { conflict, version } = this.outcome;
		const payload = { conflictId: conflict.id, stage, code: conflict.code, choice, reason: '' };
		await this.send({ ...place, version }, { type: 'conflict.settle', payload });
	}

	private async send(place: EditPlace, body: OperationBody): Promise<void> {
		this.busy = true;
		this.outcome = await this.sendOne(place, body);
		this.busy = false;
		if (this.outcome.kind === 'saved') await this.onsaved();
	}
}
