package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Gateway speaks HTTP to the outside world. It knows nothing of Restate, and so it is right to do what
// it does: whoever calls it from a handler must do so inside restate.Run.
type Gateway struct {
	address string
}

func (g Gateway) exchangeRate(currency string) (float64, error) {
	response, err := http.Get(g.address + "/rates/" + currency)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	var rate float64
	err = json.NewDecoder(response.Body).Decode(&rate)
	return rate, err
}

func (g Gateway) charge(ctx context.Context, charge Charge) (string, error) {
	body, err := json.Marshal(charge)
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.address+"/charges", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("charging: unexpected status %s", response.Status)
	}
	var transaction string
	err = json.NewDecoder(response.Body).Decode(&transaction)
	return transaction, err
}

func (g Gateway) notifyWarehouse(orderNumber string) error {
	response, err := http.Post(g.address+"/shipments/"+orderNumber, "application/json", nil)
	if err != nil {
		return err
	}
	return response.Body.Close()
}
