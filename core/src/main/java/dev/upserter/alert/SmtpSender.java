package dev.upserter.alert;

import dev.upserter.config.SmtpConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.delivery.http.TrustedAuthorities;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends alerts as e-mails, by Angus Mail. This class alone needs that library, which is loaded with it.
 *
 * @param server       takes the e-mails
 * @param surroundings name the authorities that TLS trusts
 */
record SmtpSender(SmtpConfig server, Surroundings surroundings) {
    private static final String MILLIS = "10000";
    private static final String CHECK = "check smtp.host, smtp.port and smtp.tls, and that the server is up";

    Sent send(Message message, String to, Instant now) {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mail = mail(session, message, to, now);
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(mail, mail.getAllRecipients());
            return Sent.DONE;
        } catch (AuthenticationFailedException e) {
            return Sent.failed("the server does not take user and password", "check smtp.user and smtp.password");
        } catch (SendFailedException e) {
            return Sent.failed(
                    "the server refuses the sender or the receiver",
                    "check smtp.from and email, and what the server allows");
        } catch (MessagingException e) {
            return failure(e);
        }
    }

    private Properties properties() {
        var properties = new Properties();
        for (String time : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail.smtp." + time, MILLIS);
        }
        properties.put("mail.smtp.auth", String.valueOf(server.user() != null));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.tls()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> properties.put("mail.smtp.starttls.enable", "false");
        }
        if (server.tls() != SmtpConfig.Tls.NONE) {
            Optional<SSLContext> trusted = Optional.ofNullable(
                            surroundings.http().tls())
                    .or(() -> TrustedAuthorities.context(surroundings.environment()));
            trusted.ifPresent(context -> properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory()));
        }
        return properties;
    }

    private MimeMessage mail(Session session, Message message, String to, Instant now) throws MessagingException {
        var mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(server.from()));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject("[upserter] " + message.title(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answer is wanted
        mail.setText(message.body() + "\n", StandardCharsets.UTF_8.name());
        return mail;
    }

    /** What the server said is not repeated: it may hold an address. */
    private static Sent failure(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Sent.failed("no TLS connection that can be trusted is possible", CHECK);
            }
            if (cause instanceof UnknownHostException) {
                return Sent.failedNow("the host's address is not known", CHECK);
            }
            if (cause instanceof ConnectException) {
                return Sent.failedNow("the connection was refused", CHECK);
            }
            if (cause instanceof InterruptedIOException) {
                return Sent.failedNow("there was no answer in time", CHECK);
            }
        }
        boolean isWithout =
                String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("starttls");
        return isWithout
                ? Sent.failed(
                        "the server does not offer STARTTLS",
                        "set smtp.tls to tls, or to none in a network of your own")
                : Sent.failedNow("the connection failed", CHECK);
    }
}
