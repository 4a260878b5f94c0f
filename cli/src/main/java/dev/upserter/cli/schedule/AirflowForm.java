package dev.upserter.cli.schedule;

import dev.upserter.schedule.CatchUp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file with a DAG of Airflow for each job. */
final class AirflowForm implements JobForm {
    @Override
    public String spelling() {
        return "airflow";
    }

    @Override
    public String title() {
        return "a file for the DAGs of Airflow 3";
    }

    @Override
    public String write(List<TimedJob> jobs, Setting setting) {
        return """
                from datetime import timedelta

                import pendulum
                from airflow.providers.standard.operators.bash import BashOperator
                from airflow.sdk import DAG

                # The environment of the worker has these variables: %s
                """.formatted(setting.named())
                + jobs.stream()
                        .map(job -> dag(job, setting))
                        .collect(Collectors.joining("\n"))
                        .stripTrailing();
    }

    private static String dag(TimedJob job, Setting setting) {
        LocalDate today = LocalDate.ofInstant(setting.now(), ZoneOffset.UTC);
        return """
                with DAG(
                    dag_id=%s,
                    schedule=%s,
                    start_date=pendulum.datetime(%s, %s, %s, tz=%s),
                    catchup=%s,
                    max_active_runs=1,
                ):
                    BashOperator(
                        task_id="sync",
                        bash_command=%s,
                        cwd=%s,
                        retries=2,  # the same command again is always right
                        retry_delay=timedelta(minutes=5),
                    )
                """.formatted(
                        Quotes.of(job.name().replace('-', '_')),
                        Quotes.of(job.times().expression().fields()),
                        today.getYear(),
                        today.getMonthValue(),
                        today.getDayOfMonth(),
                        Quotes.of(job.zone()),
                        job.catchUp() == CatchUp.ALL ? "True" : "False",
                        Quotes.of(template(setting.tolerant(command(job, setting)))),
                        Quotes.of(template(setting.folder().toString())));
    }

    private static String command(TimedJob job, Setting setting) {
        var words = new ArrayList<>(List.of(setting.program()));
        words.addAll(setting.words(job));
        return Setting.shell(words);
    }

    /** Airflow takes the text for a template of Jinja. */
    private static String template(String text) {
        return text.matches("(?s).*\\{[{%#].*") ? "{% raw %}" + text + "{% endraw %}" : text;
    }
}
