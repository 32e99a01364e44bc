/// The first payment as each language writes it; `{token}`, `{base}`, `{method}`, `{email}` and `{key}` are filled in.
extension Snippet {
    static let curl = """
        curl {base}/v1/payments \\
          -H "Authorization: Bearer {token}" \\
          -H 'Content-Type: application/json' \\
          -H 'X-Idempotency-Key: {key}' \\
          -d '{"transaction_amount": 1000, "payment_method_id": "{method}", "payer": {"email": "{email}"}}'
        """

    static let python = """
        # pip install mercadopago requests
        import os

        import mercadopago
        from mercadopago.http import HttpClient

        class Here(HttpClient):
            def request(self, method, url, **options):
                return super().request(method, url.replace("https://api.mercadopago.com", "{base}"), **options)

        sdk = mercadopago.SDK({token}, http_client=Here())
        print(sdk.payment().create({
            "transaction_amount": 1000,
            "payment_method_id": "{method}",
            "payer": {"email": "{email}"},
        }))
        """

    static let php = """
        <?php // php first.php
        $token = {token};
        $payment = [
            "transaction_amount" => 1000,
            "payment_method_id" => "{method}",
            "payer" => ["email" => "{email}"],
        ];
        echo file_get_contents("{base}/v1/payments", false, stream_context_create(["http" => [
            "method" => "POST",
            "header" => [
                "Authorization: Bearer $token",
                "Content-Type: application/json",
                "X-Idempotency-Key: " . bin2hex(random_bytes(16)),
            ],
            "content" => json_encode($payment),
            "ignore_errors" => true,
        ]]));
        """

    static let node = """
        // node first.mjs
        const answer = await fetch("{base}/v1/payments", {
          method: "POST",
          headers: {
            Authorization: `Bearer {token}`,
            "Content-Type": "application/json",
            "X-Idempotency-Key": crypto.randomUUID(),
          },
          body: JSON.stringify({
            transaction_amount: 1000,
            payment_method_id: "{method}",
            payer: { email: "{email}" },
          }),
        });
        console.log(await answer.json());
        """

    static let ruby = """
        require "json"
        require "net/http"
        require "securerandom"

        answer = Net::HTTP.post(
          URI("{base}/v1/payments"),
          { transaction_amount: 1000, payment_method_id: "{method}", payer: { email: "{email}" } }.to_json,
          "Authorization" => "Bearer {token}",
          "Content-Type" => "application/json",
          "X-Idempotency-Key" => SecureRandom.uuid
        )
        puts answer.body
        """

    static let java = """
        // java First.java
        import java.net.URI;
        import java.net.http.*;
        import java.util.UUID;

        class First {
          public static void main(String[] arguments) throws Exception {
            String token = {token};
            HttpRequest payment = HttpRequest.newBuilder(URI.create("{base}/v1/payments"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("X-Idempotency-Key", UUID.randomUUID().toString())
              .POST(HttpRequest.BodyPublishers.ofString(
                "{\\"transaction_amount\\": 1000, \\"payment_method_id\\": \\"{method}\\", "
                  + "\\"payer\\": {\\"email\\": \\"{email}\\"}}"))
              .build();
            System.out.println(
              HttpClient.newHttpClient().send(payment, HttpResponse.BodyHandlers.ofString()).body());
          }
        }
        """

    static let go = """
        // go run first.go
        package main

        import (
        \t"io"
        \t"net/http"
        \t"os"
        \t"strings"
        )

        func main() {
        \ttoken := {token}
        \tbody := `{"transaction_amount": 1000, "payment_method_id": "{method}", "payer": {"email": "{email}"}}`
        \trequest, err := http.NewRequest("POST", "{base}/v1/payments", strings.NewReader(body))
        \tif err != nil {
        \t\tpanic(err)
        \t}
        \trequest.Header.Set("Authorization", "Bearer "+token)
        \trequest.Header.Set("Content-Type", "application/json")
        \trequest.Header.Set("X-Idempotency-Key", "{key}")
        \tanswer, err := http.DefaultClient.Do(request)
        \tif err != nil {
        \t\tpanic(err)
        \t}
        \tdefer answer.Body.Close()
        \tio.Copy(os.Stdout, answer.Body)
        }
        """

    static let csharp = """
        using System;
        using System.Net.Http;
        using System.Text;

        class First
        {
            static void Main()
            {
                string token = {token};
                var payment = new HttpRequestMessage(HttpMethod.Post, "{base}/v1/payments");
                payment.Headers.Add("Authorization", "Bearer " + token);
                payment.Headers.Add("X-Idempotency-Key", Guid.NewGuid().ToString());
                payment.Content = new StringContent(
                    @"{""transaction_amount"": 1000, ""payment_method_id"": ""{method}"",
                       ""payer"": {""email"": ""{email}""}}",
                    Encoding.UTF8, "application/json");
                var answer = new HttpClient().SendAsync(payment).Result;
                Console.WriteLine(answer.Content.ReadAsStringAsync().Result);
            }
        }
        """
}
