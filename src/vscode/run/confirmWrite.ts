import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { HttpRequest } from '../../core/base/http';
import type { OrganizationType } from '../../core/dataverse/organization';
import { isWrite, needsConfirmation } from '../../core/dataverse/writes';

const dontAskKey = 'dontAskBeforeWrite';

/** Asks before data changes, and remembers the environments for which the user does not want to be asked. */
export class WriteGuard {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /**
   * True when the request may be sent. `typeOf` is asked only for a write whose answer depends on it. `noted`: the file
   * says `# @note`, which asks for every request and cannot be switched off.
   */
  async allows(
    request: HttpRequest,
    environment: Environment,
    typeOf: () => Promise<OrganizationType | undefined>,
    noted: boolean,
  ): Promise<boolean> {
    const write = isWrite(request.method);
    if (noted && !(write && environment.protected)) return this.#askNoted(request, environment);
    if (!write) return true;
    const dontAskAgain = this.#silent().includes(environment.url);
    const known = environment.protected || dontAskAgain ? undefined : await typeOf();
    const context = {
      method: request.method,
      protected: environment.protected,
      organizationType: known,
      dontAskAgain,
    };
    return !needsConfirmation(context) || this.#ask(request, environment, known);
  }

  async #askNoted(request: HttpRequest, environment: Environment): Promise<boolean> {
    const send = `Send ${request.method}`;
    const question = `Send this request to ${environment.name}?`;
    const detail = `${request.method} ${request.url}`;
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, send)) === send;
  }

  async #ask(
    request: HttpRequest,
    environment: Environment,
    type: OrganizationType | undefined,
  ): Promise<boolean> {
    const production = environment.protected || type?.production === true;
    const send = `Send ${request.method}`;
    const sendAndRemember = `Send, and don't ask again for this environment`;
    // The first button is the one that Enter presses: in production it must not be the one that sends.
    const buttons = environment.protected ? [`Don't send`, send] : [send, sendAndRemember];
    const chosen = await vscode.window.showWarningMessage(
      `Change data in ${environment.name}${production ? ', a production environment' : ''}?`,
      { modal: true, detail: `${request.method} ${request.url}` },
      ...buttons,
    );
    if (chosen === sendAndRemember) {
      await this.#memento.update(dontAskKey, [...this.#silent(), environment.url]);
    }
    return chosen === send || chosen === sendAndRemember;
  }

  #silent(): readonly string[] {
    return this.#memento.get<readonly string[]>(dontAskKey) ?? [];
  }
}
