package dev.upserter.cli.schedule;

import java.util.List;

/** A form in which something else than this program learns when to start a job. Stateless. */
interface JobForm {
    /** As the option {@code --as} spells it. */
    String spelling();

    /** What it is, and where it goes. */
    String title();

    /**
     * The text of the form, ready to be used, which says in comments what it cannot.
     *
     * @param jobs one or more
     */
    String write(List<TimedJob> jobs, Setting setting);
}
