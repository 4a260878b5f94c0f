package dev.upserter.sandbox;

/** A program that starts a sandbox, uses it and forgets to close it. */
final class ForgottenMain {
    private ForgottenMain() {}

    public static void main(String[] arguments) throws Exception {
        Sandbox sandbox = Sandbox.start();
        sandbox.endpoint().resolve("/sandbox/stats").toURL().openStream().close();
        System.out.println("done");
    }
}
