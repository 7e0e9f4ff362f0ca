// What we use of selenium-webdriver. Its own type package can't be installed: Emscripten's run of tsc trips over it.

declare module "selenium-webdriver" {
  export const By: { css(selector: string): object };
  export const Key: Record<string, string>;
  export class Capabilities {
    constructor(capabilities: object);
  }
  interface WebElement {
    click(): Promise<void>;
    sendKeys(...keys: string[]): Promise<void>;
    getText(): Promise<string>;
    findElements(by: object): Promise<WebElement[]>;
  }
  interface Actions {
    keyDown(key: string): Actions;
    keyUp(key: string): Actions;
    sendKeys(...keys: string[]): Actions;
    move(to: { x: number; y: number; duration: number }): Actions;
    press(): Actions;
    release(): Actions;
    perform(): Promise<void>;
  }
  export class WebDriver {
    static createSession(executor: object, capabilities: Capabilities): WebDriver;
    get(url: string): Promise<void>;
    quit(): Promise<void>;
    navigate(): { refresh(): Promise<void> };
    getSession(): Promise<unknown>;
    manage(): {
      window(): { setRect(size: { width: number; height: number }): Promise<unknown> };
    };
    switchTo(): { defaultContent(): Promise<void>; frame(element: WebElement): Promise<void> };
    findElement(by: object): Promise<WebElement> & WebElement;
    actions(): Actions;
    executeAsyncScript(script: string, ...args: unknown[]): Promise<unknown>;
    executeScript(script: string | ((...args: any[]) => unknown), ...args: unknown[]): Promise<unknown>;
  }
}

declare module "selenium-webdriver/http/index.js" {
  export class HttpClient {
    constructor(url: string);
  }
}

declare module "selenium-webdriver/lib/http.js" {
  export class Executor {
    constructor(client: object);
  }
}
