package io.sessionservice.admin.console;

/**
 * What is asked before an act that is felt.
 *
 * @param consequence what it does, to whom, and whether it can be undone
 * @param action where the answer yes is sent
 * @param cancel where the answer no leads
 * @param grave whether it cannot be undone
 */
record Confirmation(
        String title, String subject, String consequence, String button, String action, String cancel, boolean grave) {}
