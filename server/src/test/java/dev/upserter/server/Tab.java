package dev.upserter.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page of a browser, driven as a user would. */
final class Tab implements AutoCloseable {
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowRight", 39);

    private final Browser browser;
    private final String session;
    private final String target;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    Tab(Browser browser, String session, String target) {
        this.browser = browser;
        this.session = session;
        this.target = target;
    }

    private JsonNode send(String method, ObjectNode parameters) {
        return browser.send(session, method, parameters);
    }

    void hear(JsonNode event) {
        if (!event.path("sessionId").asText().equals(session)) {
            return;
        }
        JsonNode told = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                errors.add(told.path("exceptionDetails").toString());
            case "Log.entryAdded" -> {
                JsonNode entry = told.path("entry");
                if (entry.path("level").asText().equals("error")
                        && !entry.path("source").asText().equals("network")) {
                    errors.add(entry.path("text").asText());
                }
            }
            default -> {}
        }
    }

    /** Errors of the page's scripts, and requests that its policy has blocked. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    void go(String url) {
        send("Runtime.enable", Browser.node());
        send("Log.enable", Browser.node());
        send("Page.enable", Browser.node());
        send("Page.navigate", Browser.node().put("url", url));
        await("document.readyState === 'complete' && location.href.startsWith('http')");
    }

    /** Brings it to the front and so hides the others. */
    void front() {
        send("Page.bringToFront", Browser.node());
    }

    void reload() {
        eval("window.old = true");
        send("Page.reload", Browser.node());
        await("!window.old && document.readyState === 'complete'");
    }

    void size(int width, int height, double scale) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Browser.node()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", scale)
                        .put("mobile", false));
    }

    /** The value of a JavaScript expression; promises are awaited. */
    JsonNode eval(String expression) {
        JsonNode answer = send(
                "Runtime.evaluate",
                Browser.node()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String condition) {
        long deadline = System.nanoTime() + 25_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                if (eval("new Promise(done => { const end = Date.now() + 2000; (function look() { let is = false; try { is = Boolean("
                                + condition
                                + ") } catch {} if (is || Date.now() > end) done(is); else setTimeout(look, 20) })() })")
                        .asBoolean()) {
                    return;
                }
            } catch (IllegalStateException betweenTwoPages) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("never true: " + condition + "\non the page:\n" + text() + "\n" + errors);
    }

    void awaitText(String text) {
        await("document.body.innerText.includes(" + quote(text) + ")");
    }

    String text() {
        return eval("document.body.innerText").asText();
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** Clicks the button, link or tab with this name, once it can be clicked. */
    void click(String name) {
        String find =
                "[...document.querySelectorAll('button,a,summary,[role=tab]')].find(e => !e.disabled && e.checkVisibility()"
                        + " && (e.getAttribute('aria-label') || e.textContent).trim() === " + quote(name) + ")";
        await(find);
        eval(find + ".click()");
    }

    /** Types into the field with this label. */
    void type(String label, String value) {
        String find =
                "[...document.querySelectorAll('input,select,textarea')].find(e => (e.getAttribute('aria-label') ||"
                        + " e.labels[0]?.firstChild.textContent || '').trim() === " + quote(label) + ")";
        await(find);
        eval(
                "{ const e = " + find + "; e.focus(); e.value = " + quote(value)
                        + "; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true})); }");
    }

    void drop(Path... files) {
        await("document.querySelector('input[type=file]')");
        ObjectNode find = Browser.node().put("expression", "document.querySelector('input[type=file]')");
        String object =
                send("Runtime.evaluate", find).path("result").path("objectId").asText();
        ObjectNode parameters = Browser.node().put("objectId", object);
        var list = parameters.putArray("files");
        for (Path file : files) {
            list.add(file.toAbsolutePath().toString());
        }
        send("DOM.setFileInputFiles", parameters);
    }

    void press(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event = Browser.node()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key.equals(" ") ? "Space" : key)
                    .put("windowsVirtualKeyCode", KEYS.getOrDefault(key, 0));
            if (type.equals("keyDown") && (key.equals("Enter") || key.equals(" "))) {
                event.put("text", key.equals("Enter") ? "\r" : " ");
            }
            send("Input.dispatchKeyEvent", event);
        }
    }

    byte[] screenshot() {
        JsonNode shot = send("Page.captureScreenshot", Browser.node().put("format", "png"));
        return Base64.getDecoder().decode(shot.path("data").asText());
    }

    @Override
    public void close() {
        browser.send("", "Target.closeTarget", Browser.node().put("targetId", target));
    }
}
