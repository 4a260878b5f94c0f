/** What starts a sync at its times without a server: the files of cron, systemd, Kubernetes, GitHub and Airflow. */
@NullMarked
package dev.upserter.cli.schedule;

import org.jspecify.annotations.NullMarked;
