/** Addresses that mail can be sent to: the grammar of HTML forms (one address, no name, no comment). */
export const MAIL_ADDRESS_MAXIMUM = 254;

const PART = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${PART}(?:\\.${PART})*$`);

export const isMailAddress = (text: string): boolean =>
	text.length <= MAIL_ADDRESS_MAXIMUM && ADDRESS.test(text);
